"""The report of one case: assembled, pictured, without paths of this machine."""
