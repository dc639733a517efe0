// Plays copies of both stretches; what is judged is the still of the original, shown on pause.
const FAR_S = 0.25; // farther apart, the follower is sought; nearer, it runs faster or slower
const MOST_CORRECTION = 0.1;
const EXACT_S = 0.001;
const TOLD_EVERY_MS = 250;

export class Players {
  constructor(page) {
    this.page = page;
    this.videos = null;
    this.made = "";
    this.playing = false;
    this.restarting = false;
    this.told = 0;
    this.exact = document.getElementById("exact");
    this.button = document.getElementById("play");
  }

  toggle() {
    if (this.playing) this.pause();
    else this.start();
  }

  // The frames of a side's copy: its stretch, moved by its offset.
  span(side) {
    const { first, last } = this.page.stretches[side];
    const most = this.page.tables()[side].pts.length - 1;
    const moved = (frame) => Math.min(Math.max(frame + this.page.offsets()[side], 0), most);
    return [moved(first), moved(last)];
  }

  // When a frame begins in its copy.
  begins(side, frame) {
    const table = this.page.tables()[side];
    return this.page.seconds(table, frame) - this.page.seconds(table, this.span(side)[0]);
  }

  middle(side, frame) {
    return this.begins(side, frame) + this.page.length(this.page.tables()[side], frame) / 2;
  }

  async start() {
    const pictures = this.page.viewer.querySelectorAll(".side .picture");
    if (pictures.length !== 2) return;
    this.playing = true;
    this.button.setAttribute("aria-pressed", "true");
    this.button.textContent = this.page.say("ab.pause");
    try {
      await this.load(pictures);
      const frames = this.page.shown();
      const exact = await Promise.all(this.videos.map((video, side) => this.seek(side, frames[side])));
      if (!this.playing) return;
      this.tellExact(exact.every(Boolean));
      for (const video of this.videos) video.hidden = false;
      this.retime();
      await this.run();
      this.follow();
      this.watch();
    } catch (why) {
      this.pause();
      this.exact.textContent = this.page.say("ab.no_copy", { why: why.message });
    }
  }

  async load(pictures) {
    const addresses = [0, 1].map((side) => {
      const [first, last] = this.span(side);
      const { film } = this.page.stretches[side];
      const sound = side === this.page.audible() ? "&sound=1" : "";
      return `${this.page.root}/play/${film}/${first}-${last}.mp4?grade=${this.page.grade}${sound}`;
    });
    if (this.made === addresses.join()) return;
    this.exact.textContent = this.page.say("ab.making");
    await Promise.all(addresses.map(async (address) => {
      const answer = await fetch(address, { headers: { Range: "bytes=0-0" } });
      if (!answer.ok) throw new Error(await answer.text());
    }));
    for (const video of this.videos || []) video.remove();
    this.videos = addresses.map((address, side) => {
      const video = document.createElement("video");
      Object.assign(video, { muted: side !== this.page.audible(), playsInline: true, preload: "auto", hidden: true, src: address });
      video.setAttribute("aria-label", this.page.say("ab.playing"));
      pictures[side].append(video);
      return video;
    });
    await Promise.all(this.videos.map((video) => new Promise((done, fail) => {
      video.addEventListener("loadeddata", done, { once: true });
      video.addEventListener("error", () => fail(new Error(video.error?.message || "")), { once: true });
    })));
    this.videos[0].addEventListener("ended", () => this.ended());
    this.made = addresses.join();
  }

  // Whether the frame asked for is the one that is shown: asked twice, as a player may miss once.
  async seek(side, frame) {
    const video = this.videos[side];
    if (!video.requestVideoFrameCallback) {
      video.currentTime = this.middle(side, frame);
      return false;
    }
    for (let tries = 0; tries < 2; tries += 1) {
      const seen = new Promise((done) => {
        video.requestVideoFrameCallback((_, told) => done(told.mediaTime));
        setTimeout(() => done(null), 500); // the same frame again gives no new one
      });
      const nudge = tries * this.page.length(this.page.tables()[side], frame) * 0.2;
      video.currentTime = this.middle(side, frame) + nudge;
      const time = await seen;
      if (time !== null && Math.abs(time - this.begins(side, frame)) <= EXACT_S) return true;
      if (time === null && Math.abs(video.currentTime - this.middle(side, frame)) < EXACT_S) return true;
    }
    return false;
  }

  retime() {
    if (!this.videos) return;
    const speed = this.page.speed();
    this.videos[0].playbackRate = speed;
    this.videos[1].playbackRate = speed * Math.abs(this.page.rate);
    if (this.playing && speed > 2) this.exact.textContent = this.page.say("ab.left_out");
  }

  // Where B has to be while A is at a time of its copy.
  partner(time) {
    const [first, last] = this.span(1);
    return this.page.rate > 0 ? time * this.page.rate : this.begins(1, last) - this.begins(1, first) + time * this.page.rate;
  }

  follow() {
    if (!this.playing) return;
    const [leader, follower] = this.videos;
    const loop = this.page.loop();
    if (!this.restarting && loop && leader.currentTime >= this.begins(0, loop[1] + this.page.offsets()[0]) + this.rest(loop[1])) {
      this.restart(loop[0]);
    } else if (!this.restarting && !leader.seeking && !follower.seeking) {
      const apart = follower.currentTime - this.partner(leader.currentTime);
      if (this.page.rate < 0 || Math.abs(apart) > FAR_S) follower.currentTime = this.partner(leader.currentTime);
      else {
        const correction = Math.min(Math.max(-apart * 2, -MOST_CORRECTION), MOST_CORRECTION);
        // What is heard keeps its speed: the other one is brought to it.
        if (this.page.audible() === 1) leader.playbackRate = this.page.speed() * (1 - correction);
        else follower.playbackRate = this.page.speed() * Math.abs(this.page.rate) * (1 + correction);
      }
    }
    requestAnimationFrame(() => this.follow());
  }

  // How long the last frame of the loop may stay: a screen's picture (1/60 s) less than it lasts.
  rest(frame) {
    const table = this.page.tables()[0];
    const last = Math.min(frame + this.page.offsets()[0], table.pts.length - 1);
    return Math.max(this.page.length(table, last) - this.page.speed() / 60, 0);
  }

  // Both wait until both are there: one that was sought sooner would run ahead.
  async restart(frame) {
    if (this.restarting) return;
    this.restarting = true;
    const time = this.middle(0, Math.max(frame + this.page.offsets()[0], this.span(0)[0]));
    await Promise.all([time, this.partner(time)].map((there, side) => {
      const video = this.videos[side];
      video.pause();
      const sought = new Promise((done) => { video.addEventListener("seeked", done, { once: true }); });
      video.currentTime = there;
      return sought;
    }));
    this.restarting = false;
    if (this.playing) this.run();
  }

  run() {
    return Promise.all(this.videos.map((video, side) => (side === 1 && this.page.rate < 0 ? null : video.play())));
  }

  ended() {
    const loop = this.page.loop();
    if (!loop || !this.playing) {
      this.pause();
      return;
    }
    this.restart(loop[0]);
  }

  // What is on the screen, as the browser reports each frame.
  watch() {
    const [leader] = this.videos;
    if (!leader.requestVideoFrameCallback) {
      this.exact.textContent = this.page.say("ab.stills_only");
      return;
    }
    const seen = (now, told) => {
      const table = this.page.tables()[0];
      const first = this.span(0)[0];
      const frame = this.page.frameAt(table, told.mediaTime + this.page.seconds(table, first));
      this.page.moveTo(frame - this.page.offsets()[0]);
      if (!this.playing) return;
      if (now - this.told > TOLD_EVERY_MS) {
        this.told = now;
        this.page.tell(this.page.shown());
        if (this.page.speed() <= 2) this.tellExact(Math.abs(told.mediaTime - this.begins(0, frame)) <= EXACT_S);
      }
      leader.requestVideoFrameCallback(seen);
    };
    leader.requestVideoFrameCallback(seen);
  }

  tellExact(exact) {
    this.exact.textContent = this.page.say(exact ? "ab.exact" : "ab.not_exact");
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    this.button.setAttribute("aria-pressed", "false");
    this.button.textContent = this.page.say("ab.play");
    for (const video of this.videos || []) {
      video.pause();
      video.hidden = true; // the still of the original takes its place
    }
    this.page.stopped();
  }
}
