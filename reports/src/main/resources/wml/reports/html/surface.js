// Surfaces of the true mesh: a canvas to turn, and the same values as a table beside it.

// Places of axis values from -0.5 to 0.5: even ratios for numbers above 0, else even steps.
function places(variable, used) {
  const numbers = used.map(i => variable.numbers[i]);
  const log = numbers.every(v => v > 0);
  const even = used.map((_, i) => i);
  const at = log ? numbers.map(Math.log) : variable.numbers.length ? numbers : even;
  const low = at[0], span = at[at.length - 1] - low || 1;
  return at.map(v => (v - low) / span - 0.5);
}
// Round numbers from low to high; logarithmic ones are powers.
function scaleOf(values, log, unit) {
  const known = values.filter(v => v != null && (!log || v > 0));
  let high = Math.max(...known), low = Math.min(...known);
  if (!known.length) { high = 1; low = log ? 0.1 : 0; }
  const step = UNITS[unit][0] === 1024 ? 1024 : 10;
  if (log) {
    // 1, 2, 5 or 1, 10, 100 of decimal units; powers of 2 of binary ones
    const round = [];
    const decades = high / low > 2000 ? [1] : [1, 2, 5];
    if (step === 1024) for (let p = -10; p < 60; p++) round.push(2 ** p);
    else for (let p = -6; p < 18; p++) for (const d of decades) round.push(d * 10 ** p);
    const from = Math.max(0, round.findLastIndex(v => v <= low * 1.0001)), to = round.findIndex(v => v >= high * 0.9999 && v > round[from]);
    low = round[from];
    high = round[to < 0 ? round.length - 1 : to];
    const ticks = round.filter((v, i) => v >= low && v <= high && (i - from) % Math.ceil((to - from) / 9) === 0);
    return {low, high, ticks, place: v => Math.log(Math.max(v, low) / low) / Math.log(high / low)};
  }
  low = 0;
  if (!(high > 0)) high = 1;
  const factor = step === 1024 ? suiting(unit, high).factor : 1;
  const rough = high / factor / 5, power = 10 ** Math.floor(Math.log10(rough));
  const each = [1, 2, 2.5, 5, 10].map(d => d * power).find(d => d >= rough * 0.999) * factor;
  high = Math.ceil(high / each - 1e-9) * each;
  const ticks = [];
  for (let v = 0; v <= high * 1.0001; v += each) ticks.push(v);
  return {low, high, ticks, place: v => v / high};
}

class Surface {
  constructor(describe) {
    this.yaw = -0.65; this.pitch = 0.5; this.zoom = 1; this.hover = null;
    this.canvas = h('canvas', {tabindex: 0, role: 'application', 'aria-roledescription': 'surface, can be turned', 'aria-describedby': describe,
      onpointerdown: e => this.grab(e), onpointermove: e => this.move(e), onpointerup: () => { this.held = null; },
      onpointerleave: () => { if (!this.held) this.read(null); }, onkeydown: e => this.key(e)});
    this.canvas.addEventListener('wheel', e => {
      if (document.activeElement !== this.canvas && !e.ctrlKey) return; // the page scrolls
      e.preventDefault();
      this.turn(0, 0, Math.exp(-e.deltaY / 500));
    }, {passive: false});
    this.tip = h('div', {class: 'tip', hidden: true});
    this.output = h('output', {'aria-live': 'polite'});
    this.element = h('div', null, h('div', {class: 'stage'}, this.canvas, this.tip), this.output);
    new ResizeObserver(() => this.draw()).observe(this.canvas);
  }
  show(model) {
    this.model = model;
    this.canvas.setAttribute('aria-label', model.title + '. Arrow keys turn it, plus and minus zoom, Home resets, Shift with arrow keys reads cell by cell. The table beside it has all values.');
    this.read(null);
  }
  grab(e) {
    this.held = {x: e.clientX, y: e.clientY};
    this.canvas.setPointerCapture(e.pointerId);
    this.tip.hidden = true;
  }
  move(e) {
    if (this.held) {
      this.turn((e.clientX - this.held.x) * 0.01, (e.clientY - this.held.y) * 0.007, 1);
      this.held = {x: e.clientX, y: e.clientY};
      return;
    }
    const box = this.canvas.getBoundingClientRect();
    const x = e.clientX - box.left, y = e.clientY - box.top;
    let best = null, distance = 22 ** 2;
    for (const p of this.spots) {
      const d = (p.sx - x) ** 2 + (p.sy - y) ** 2;
      if (d < distance || (d < distance + 9 && best && p.depth < best.depth)) { best = p; distance = d; }
    }
    this.read(best && {i: best.i, j: best.j});
  }
  turn(yaw, pitch, zoom) {
    this.yaw += yaw;
    this.pitch = Math.min(Math.PI / 2, Math.max(0.05, this.pitch + pitch));
    this.zoom = Math.min(4, Math.max(0.5, this.zoom * zoom));
    this.draw();
  }
  key(e) {
    const by = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1]}[e.key];
    if (by && e.shiftKey) this.step(...by);
    else if (by) this.turn(by[0] * 0.12, by[1] * -0.08, 1);
    else if (e.key === '+' || e.key === '=') this.turn(0, 0, 1.15);
    else if (e.key === '-') this.turn(0, 0, 1 / 1.15);
    else if (e.key === 'Home') { this.yaw = -0.65; this.pitch = 0.5; this.zoom = 1; this.draw(); }
    else if (e.key === 'Escape') this.read(null);
    else return;
    e.preventDefault();
  }
  // To the next cell in a direction that is there.
  step(di, dj) {
    const {xs, ys, cell} = this.model;
    let {i, j} = this.hover || {i: di < 0 ? xs.length : -1, j: 0};
    if (!this.hover) { i = 0; j = 0; } else { i += di; j += dj; }
    while (i >= 0 && j >= 0 && i < xs.length && j < ys.length && !cell(i, j)) { i += di || 0; j += dj || (di ? 0 : 1); }
    if (i >= 0 && j >= 0 && i < xs.length && j < ys.length) this.read({i, j});
  }
  read(at) {
    const changed = JSON.stringify(at) !== JSON.stringify(this.hover);
    this.hover = at;
    if (changed || !at) this.draw();
    const c = at && this.model.cell(at.i, at.j);
    this.tip.hidden = !c;
    if (!c) { this.output.textContent = 'Drag or use the arrow keys to turn; point at a corner, or hold Shift with the arrow keys, to read it.'; return; }
    const where = `${this.model.x.name} ${this.model.xs[at.i].text}, ${this.model.y.name} ${this.model.ys[at.j].text}`;
    this.output.textContent = where + ': ' + c.text;
    this.tip.textContent = where + '\n' + c.text.replace(/; /g, '\n');
    const spot = this.spots.find(s => s.i === at.i && s.j === at.j);
    if (spot) {
      const left = Math.min(Math.max(0, spot.sx + 12), this.canvas.clientWidth - this.tip.offsetWidth);
      this.tip.style.left = left + 'px';
      this.tip.style.top = Math.max(0, spot.sy - this.tip.offsetHeight - 12) + 'px';
    }
  }
  draw() {
    const width = this.canvas.clientWidth;
    if (!this.model || !width) return;
    const height = Math.min(520, Math.round(width * 0.74) + 40), dense = Math.max(2, devicePixelRatio);
    if (this.canvas.width !== width * dense || this.canvas.height !== height * dense) {
      this.canvas.width = width * dense;
      this.canvas.height = height * dense;
      this.canvas.style.height = height + 'px';
    }
    const g = this.canvas.getContext('2d');
    g.setTransform(dense, 0, 0, dense, 0, 0);
    g.clearRect(0, 0, width, height);
    g.font = `${width < 420 ? 10 : 11.5}px system-ui, "Liberation Sans", sans-serif`;
    this.paint(g, width, height);
  }
  paint(g, width, height) {
    const {xs, ys, scale, cell} = this.model, ink = css('--ink'), soft = css('--soft'), line = css('--line');
    const cos = Math.cos(this.yaw), sin = Math.sin(this.yaw), up = Math.cos(this.pitch), flat = Math.sin(this.pitch);
    const tall = 0.62, size = Math.min((width - 130) / 1.42, (height - 74) / (1.42 * flat + tall * up)) * this.zoom;
    const cx = (width - 64) / 2 + 6, cy = height / 2 + tall * up * size / 2 - 4;
    const project = (x, y, z) => [cx + (x * cos - y * sin) * size, cy - ((x * sin + y * cos) * flat + z * tall * up) * size];
    const path = (points, close) => { g.beginPath(); points.forEach((p, i) => i ? g.lineTo(...p) : g.moveTo(...p)); if (close) g.closePath(); };
    const stroke = (a, b) => { path([a, b]); g.stroke(); };
    const frontY = cos >= 0 ? -0.5 : 0.5, frontX = sin >= 0 ? -0.5 : 0.5;
    const shown = axisUnit(this.model.unit, scale);
    // floor, back walls with their grid
    g.lineWidth = 1; g.strokeStyle = line; g.fillStyle = css('--wash');
    path([project(-.5, -.5, 0), project(.5, -.5, 0), project(.5, .5, 0), project(-.5, .5, 0)], true); g.fill(); g.stroke();
    for (const v of scale.ticks) {
      const z = scale.place(v);
      stroke(project(-.5, -frontY, z), project(.5, -frontY, z));
      stroke(project(-frontX, -.5, z), project(-frontX, .5, z));
    }
    for (const [x, y] of [[-frontX, -frontY], [frontX, -frontY], [-frontX, frontY]]) stroke(project(x, y, 0), project(x, y, 1));
    this.contours(g, project);
    this.axis(g, project, xs.map(v => [v.at, frontY]), xs.map(v => v.text), this.model.x.name, [0, frontY]);
    this.axis(g, project, ys.map(v => [frontX, v.at]), ys.map(v => v.text), this.model.y.name, [frontX, 0]);
    // the mesh, far facets first
    const facets = [], joined = new Set(), corner = (i, j) => ({i, j, c: this.height(i, j)});
    for (let i = 0; i + 1 < xs.length; i++) for (let j = 0; j + 1 < ys.length; j++) {
      const there = [corner(i, j), corner(i + 1, j), corner(i + 1, j + 1), corner(i, j + 1)].filter(k => k.c);
      if (there.length < 3) continue;
      there.forEach(k => joined.add(k.i + ',' + k.j));
      facets.push({there, depth: there.reduce((s, k) => s + xs[k.i].at * sin + ys[k.j].at * cos, 0) / there.length});
    }
    this.spots = [];
    xs.forEach((x, i) => ys.forEach((y, j) => {
      const c = cell(i, j);
      if (!c) return;
      const [sx, sy] = project(x.at, y.at, scale.place(c.v));
      this.spots.push({i, j, c, sx, sy, depth: x.at * sin + y.at * cos});
    }));
    facets.sort((a, b) => b.depth - a.depth);
    g.lineJoin = 'round'; g.lineWidth = 0.7;
    for (const f of facets) {
      const mean = f.there.map(k => k.c.rgb).reduce((s, c) => s.map((v, k) => v + c[k]), [0, 0, 0]).map(v => Math.round(v / f.there.length));
      path(f.there.map(k => project(xs[k.i].at, ys[k.j].at, scale.place(k.c.v))), true);
      g.fillStyle = rgb(mean); g.fill();
      g.strokeStyle = lightOn(mean) ? 'rgb(255 255 255 / .45)' : 'rgb(0 0 0 / .4)'; g.stroke();
    }
    for (const s of this.spots) this.spot(g, s, joined, project, ink);
    // heights at the leftmost corner
    const corners = [[-.5, -.5], [.5, -.5], [-.5, .5], [.5, .5]].sort((a, b) => project(...a, 0)[0] - project(...b, 0)[0]);
    g.fillStyle = soft; g.textAlign = 'right'; g.textBaseline = 'middle';
    let above = Infinity;
    if (up > 0.25) for (const v of scale.ticks) {
      const [x, y] = project(...corners[0], scale.place(v));
      if (above - y < 13) continue;
      above = y;
      g.fillText(shown.text(v), x - 7, y);
    }
    this.bar(g, width, height, ink, soft, shown);
  }
  // A cell; where a finer grid has a line for other cells, what lies on the line between its neighbours.
  height(i, j) {
    const {xs, ys, cell} = this.model, c = cell(i, j);
    if (c) return c;
    const along = (axis, k, at) => {
      if (!axis[k].added) return null;
      const a = at(k - 1), b = at(k + 1), t = (axis[k].at - axis[k - 1].at) / (axis[k + 1].at - axis[k - 1].at);
      return a && b && {v: a.v + t * (b.v - a.v), rgb: a.rgb.map((v, n) => Math.round(v + t * (b.rgb[n] - v)))};
    };
    return along(xs, i, k => this.height(k, j)) || along(ys, j, k => this.height(i, k));
  }
  spot(g, s, joined, project, ink) {
    const here = this.hover && this.hover.i === s.i && this.hover.j === s.j;
    if (here || !joined.has(s.i + ',' + s.j)) {
      const foot = project(this.model.xs[s.i].at, this.model.ys[s.j].at, 0);
      g.strokeStyle = ink; g.lineWidth = 1; g.setLineDash([2, 3]);
      g.beginPath(); g.moveTo(s.sx, s.sy); g.lineTo(...foot); g.stroke(); g.setLineDash([]);
      g.beginPath(); g.arc(s.sx, s.sy, here ? 5 : 3.5, 0, 7); g.fillStyle = rgb(s.c.rgb); g.fill(); g.strokeStyle = ink; g.stroke();
    }
    if (s.c.unstable) { // a cross in a ring: not by colour alone
      g.lineWidth = 1.2; g.strokeStyle = ink; g.fillStyle = css('--paper');
      g.beginPath(); g.arc(s.sx, s.sy, 3.6, 0, 7); g.fill(); g.stroke();
      g.beginPath(); g.moveTo(s.sx - 2, s.sy - 2); g.lineTo(s.sx + 2, s.sy + 2); g.moveTo(s.sx + 2, s.sy - 2); g.lineTo(s.sx - 2, s.sy + 2); g.stroke();
    }
  }
  // Lines of equal height on the floor, by triangles.
  contours(g, project) {
    const {xs, ys, scale, map} = this.model;
    g.lineWidth = 1.3;
    const triangle = (corners) => {
      for (const level of scale.ticks) {
        const ends = [];
        for (let k = 0; k < 3; k++) {
          const a = corners[k], b = corners[(k + 1) % 3];
          if ((a.z < level) === (b.z < level)) continue;
          const t = (scale.place(level) - scale.place(a.z)) / (scale.place(b.z) - scale.place(a.z));
          ends.push(project(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t, 0));
        }
        if (ends.length < 2) continue;
        g.strokeStyle = rgb(color(map, scale.place(level)));
        g.beginPath(); g.moveTo(...ends[0]); g.lineTo(...ends[1]); g.stroke();
      }
    };
    for (let i = 0; i + 1 < xs.length; i++) for (let j = 0; j + 1 < ys.length; j++) {
      const c = [[i, j], [i + 1, j], [i + 1, j + 1], [i, j + 1]].map(([a, b]) => ({x: xs[a].at, y: ys[b].at, c: this.height(a, b)})).filter(k => k.c).map(k => ({...k, z: k.c.v}));
      if (c.length === 4) { triangle([c[0], c[1], c[2]]); triangle([c[0], c[2], c[3]]); } else if (c.length === 3) triangle(c);
    }
  }
  // Labels outside of the floor's front edges, as many as have room.
  axis(g, project, at, texts, name, middle) {
    const centre = project(0, 0, 0), mid = project(...middle, 0);
    const out = [mid[0] - centre[0], mid[1] - centre[1]], length = Math.hypot(...out) || 1;
    const [ox, oy] = [out[0] / length, out[1] / length];
    g.fillStyle = css('--soft'); g.strokeStyle = css('--soft'); g.lineWidth = 1;
    g.textBaseline = oy > 0.35 ? 'top' : oy < -0.35 ? 'bottom' : 'middle';
    g.textAlign = ox > 0.3 ? 'left' : ox < -0.3 ? 'right' : 'center';
    const ends = at.map(a => project(...a, 0));
    const widest = Math.max(...texts.map(t => g.measureText(t).width));
    let last = null, reach = 0;
    ends.forEach(([x, y], i) => {
      g.beginPath(); g.moveTo(x, y); g.lineTo(x + ox * 4, y + oy * 4); g.stroke();
      if (last && Math.abs(x - last[0]) < widest + 5 && Math.abs(y - last[1]) < 13) return;
      last = [x, y];
      reach = Math.max(reach, Math.abs(ox) * g.measureText(texts[i]).width + Math.abs(oy) * 12);
      g.fillText(texts[i], x + ox * 8, y + oy * 8);
    });
    g.fillStyle = css('--ink');
    const wide = g.measureText(name).width, align = g.textAlign === 'left' ? 0 : g.textAlign === 'right' ? 1 : 0.5;
    const x = Math.max(wide * align + 2, Math.min(mid[0] + ox * (reach + 16), this.canvas.clientWidth - 70 - wide * (1 - align)));
    g.fillText(name, x, mid[1] + oy * (reach + 16) + (Math.abs(oy) < 0.35 ? 14 : 0));
  }
  bar(g, width, height, ink, soft, shown) {
    const {scale, map} = this.model, x = width - 62, top = 40, tall = height - 90;
    for (let i = 0; i < tall; i++) { g.fillStyle = rgb(color(map, 1 - i / (tall - 1))); g.fillRect(x, top + i, 11, 1.5); }
    g.fillStyle = soft; g.textAlign = 'left'; g.textBaseline = 'middle';
    for (const v of scale.ticks) g.fillText(shown.text(v), x + 16, top + (1 - scale.place(v)) * tall);
    g.fillStyle = ink; g.textAlign = 'right'; g.textBaseline = 'top';
    g.fillText(withUnit(this.model.short, shown.symbol), width - 4, 12);
  }
}

// The same values in a table whose cells have the surface's colours.
function heatTable(model, caption) {
  const {xs, ys, cell, unit} = model;
  const values = xs.flatMap((_, i) => ys.map((_, j) => cell(i, j)?.v)).filter(v => v != null);
  const s = unit === 'RATIO' ? {factor: 1, symbol: ''} : suiting(unit, Math.max(...values, 0));
  const number = v => { const t = v / s.factor, size = Math.abs(t); return t === 0 ? '0' : size < 0.001 ? t.toExponential(0) : t.toFixed(size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.9995 ? 2 : 3); };
  const down = xs.length >= ys.length; // the longer axis goes down
  const rows = down ? xs : ys, columns = down ? ys : xs;
  return h('div', {class: 'scroll'}, h('table', {class: 'heat'},
    h('caption', null, `${caption}${s.symbol ? ', in ' + s.symbol : ''}`),
    h('thead', null, h('tr', null, h('th', {scope: 'col'}, `${down ? model.x.name : model.y.name} \u2193`, h('br'), `${down ? model.y.name : model.x.name} \u2192`), columns.map(c => h('th', {scope: 'col'}, c.text)))),
    h('tbody', null, rows.map((row, a) => h('tr', null, h('th', {scope: 'row'}, row.text), columns.map((_, b) => {
      const c = down ? cell(a, b) : cell(b, a);
      if (!c) return h('td', {class: 'none'});
      const dark = lightOn(c.rgb), td = h('td', {class: (c.unstable ? 'unstable' : '') + (dark ? ' dark' : ''), title: c.text}, number(c.v) + (c.unstable ? '!' : '') + (c.mark || ''));
      td.style.backgroundColor = rgb(c.rgb); td.style.color = dark ? '#fff' : '#000';
      return td;
    }))))));
}
