// Ratios of results to the first one.

// B over A with the widest interval that both allow; known: both have intervals.
function ratio(a, b, more) {
  if (!a || !b || !a.v || b.v == null) return null;
  const known = a.lo != null && b.lo != null && a.lo > 0;
  const lo = known ? b.lo / a.hi : null, hi = known ? b.hi / a.lo : null;
  const significant = known && (b.lo > a.hi || b.hi < a.lo);
  const better = significant ? (b.v > a.v) === more : null;
  return {v: b.v / a.v, lo, hi, significant, better, a, b, known};
}
const plain = r => digits(r.v) + (r.known ? ` (${digits(r.lo)} to ${digits(r.hi)})` : '');
function judged(r) {
  return !r.known ? {t: '? too few samples', cls: 'soft'} : !r.significant ? {t: '= no difference shown'}
    : r.better ? {t: '▲ better', cls: 'good'} : {t: '▼ worse', cls: 'bad'};
}

function comparison() {
  if (!multiple || !R[0].flowops.length) return null;
  const a = R[0];
  let other = 1, m = firstKnown(a, mainFlowop(a), 'throughput', 'iops');
  const place = h('div');
  function draw() {
    const b = R[other], rows = [];
    let counts = [0, 0, 0, 0], lost = 0;
    for (const p of a.points) {
      const q = b.byKey.get(p.key);
      if (!q) { lost++; continue; }
      a.flowops.forEach((f, i) => {
        const k = b.flowops.findIndex(g => g.label === f.label);
        const x = estimate(p, i, m), y = k < 0 ? null : estimate(q, k, m), r = ratio(x, y, m.more);
        if (!r) return;
        counts[!r.known ? 3 : !r.significant ? 2 : r.better ? 0 : 1]++;
        rows.push([...a.variables.map((v, d) => ({t: written(v, p.at[d]) ?? '–', v: v.numbers[p.at[d]]})), {t: f.label},
          valueCell(x, m.unit), valueCell(y, m.unit), {t: plain(r), v: r.v}, judged(r)]);
      });
    }
    const words = ['better', 'worse', 'without shown difference', 'with too few samples'];
    const few = rows.length && counts[3] === rows.length;
    place.replaceChildren(
      h('dl', {class: 'tiles'}, words.map((w, i) => h('div', null, h('dt', null, w), h('dd', null, whole(counts[i]))))),
      few ? h('p', {class: 'note warn'}, 'Intervals need six runs of each point, or as many passes: repeat with --repeats 6 or more to tell differences from noise.') : '',
      m.name === 'throughput' && a.points.some(p => p.runs > 0) ? h('p', {class: 'soft'}, 'n of throughput counts operations: its interval says how sure the median of the measured runs is, not how much runs differ. Other metrics compare repeated runs.') : '',
      lost ? h('p', {class: 'soft'}, `${whole(lost)} points of A are not in ${b.letter}.`) : '',
      ...(rows.length ? table(`${m.words}: ${b.letter} over A. In brackets the range that both 95 % intervals allow; a difference is shown where the intervals do not overlap.`,
        [...a.variables.map(v => ({name: v.name, num: v.numbers.length > 0})), {name: 'flowop'}, {name: 'A', num: true}, {name: b.letter, num: true}, {name: `${b.letter} / A`, num: true}, {name: 'verdict'}], rows, {most: 40})
        : [h('p', null, 'The results have no point and flowop with this metric in common.')]));
  }
  draw();
  return section('comparison', 'Comparison with A', h('div', {class: 'controls'},
    R.length > 2 && select('Compare', R.slice(1).map(r => [r.index, r.label]), other, v => { other = +v; draw(); }),
    select('Metric', METRICS.map(x => [x.i, x.words]), m.i, v => { m = METRICS[v]; draw(); })), place);
}

// Surfaces and heat maps of any two swept variables.
function surfaces() {
  const r = R[state.result];
  const usable = r.variables.map((v, i) => i).filter(i => r.variables[i].values.length > 1);
  if (usable.length < 2) return null;
  const s = {x: usable[0], y: usable[1], flowop: mainFlowop(r), log: false, what: 'value', fixed: r.variables.map(() => 0)};
  let m = firstKnown(r, s.flowop, 'throughput', 'iops', 'p50');
  const view = new Surface('surface-h');
  const controls = h('div', {class: 'controls'}), beside = h('div');
  const others = multiple ? R.filter(o => o !== r) : [];
  function draw() {
    const vx = r.variables[s.x], vy = r.variables[s.y];
    const at = new Map();
    for (const p of r.points) if (p.at.every((v, i) => i === s.x || i === s.y || usable.indexOf(i) < 0 || v === s.fixed[i])) at.set(p.at[s.x] + ',' + p.at[s.y], p);
    const axis = (v) => { const used = v.values.map((_, i) => i), where = places(v, used); return used.map(i => ({at: where[i], text: v.numbers.length ? tick(v.unit, v.numbers[i]) : v.values[i], added: v.numbers[i + 1] === 2 * v.numbers[i - 1]})); };
    const delta = s.what !== 'value', base = delta && R[+s.what];
    const cells = new Map();
    for (const [key, p] of at) {
      const e = estimate(p, s.flowop, m);
      if (!e) continue;
      if (!delta) { cells.set(key, {v: e.v, unstable: e.unstable || e.invalid, text: reading(e, m.unit)}); continue; }
      const k = base.flowops.findIndex(f => f.label === r.flowops[s.flowop].label);
      const d = ratio(estimate(base.byKey.get(p.key), k, m), e, m.more);
      if (d) cells.set(key, {v: d.v, d, mark: d.significant ? d.better ? '▲' : '▼' : d.known ? '' : '?', text: `${plain(d)}; ${judged(d).t}; ${base.letter}: ${show(m.unit, d.a.v)}, n = ${d.a.n}; ${r.letter}: ${show(m.unit, d.b.v)}, n = ${d.b.n}`});
    }
    const values = [...cells.values()].map(c => c.v);
    const unit = delta ? 'RATIO' : m.unit;
    let scale = scaleOf(values, s.log, unit);
    if (delta) {
      const most = Math.max(1.25, ...values.map(v => Math.max(v, 1 / v)).filter(Number.isFinite));
      scale = {low: 1 / most, high: most, ticks: [1 / most, 1 / Math.sqrt(most), 1, Math.sqrt(most), most], place: v => Math.log(v * most) / Math.log(most * most)};
    }
    const map = delta ? 'diverging' : 'viridis';
    for (const c of cells.values()) c.rgb = delta && !c.d.significant ? [200, 203, 207] : color(map, scale.place(c.v));
    const title = delta ? `${r.flowops[s.flowop].label}: ${m.words}, ${r.letter} over ${base.letter}` : `${multiple ? r.letter + ', ' : ''}${r.flowops[s.flowop].label}: ${m.words}`;
    const model = {x: vx, y: vy, xs: axis(vx), ys: axis(vy), cell: (i, j) => cells.get(i + ',' + j), scale, unit, map, title, short: delta ? `${r.letter} / ${base.letter}` : m.words};
    view.show(model);
    beside.replaceChildren(heatTable(model, title), h('p', {class: 'soft'}, delta
      ? 'Coloured where the 95 % intervals do not overlap: red is more, blue is less; ▲ better, ▼ worse, grey no difference shown, ? too few samples.'
      : '! and hatching: the 95 % interval is wider than ±5 %, or the run was not steady. Empty: not measured.'));
    const again = f => v => { f(v); draw(); };
    const active = controls.contains(document.activeElement) ? [...controls.querySelectorAll('select')].indexOf(document.activeElement) : -1;
    controls.replaceChildren(
      select('Flowop', r.flowops.map((f, i) => [i, f.label]), s.flowop, again(v => { s.flowop = +v; })),
      select('Metric', METRICS.map(x => [x.i, x.words]), m.i, again(v => { m = METRICS[v]; })),
      others.length ? select('Show', [['value', 'values of ' + r.letter], ...others.map(o => [o.index, `${r.letter} over ${o.letter}`])], s.what, again(v => { s.what = v; })) : '',
      select('x', usable.map(i => [i, r.variables[i].name]), s.x, again(v => { if (+v === s.y) s.y = s.x; s.x = +v; })),
      select('y', usable.map(i => [i, r.variables[i].name]), s.y, again(v => { if (+v === s.x) s.x = s.y; s.y = +v; })),
      ...usable.filter(i => i !== s.x && i !== s.y).map(i => select(r.variables[i].name, r.variables[i].values.map((t, k) => [k, written(r.variables[i], k)]), s.fixed[i], again(v => { s.fixed[i] = +v; }))),
      delta ? '' : select('Height', [['', 'linear'], ['1', 'logarithmic']], s.log ? '1' : '', again(v => { s.log = v === '1'; })));
    if (active >= 0) controls.querySelectorAll('select')[active]?.focus();
  }
  if (state.result > 0 && multiple) s.what = '0';
  draw();
  redraws.push(() => view.draw());
  return section('surface', 'Surface', controls, h('div', {class: 'pair'}, view.element, beside));
}
const redraws = [];
