// Plays copies of both stretches; the stills of the original stay what is judged.
export class Players {
  constructor(page) {
    this.page = page;
    this.videos = null;
  }

  pause() {}
  toggle() {}
  retime() {}
}
