"""Where two aligned shots differ: regions of the picture and parts of people."""
