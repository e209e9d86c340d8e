// Two-dimensional charts as SVG: lines over a sweep, percentiles, time.
const DASHES = ['', '6 3', '2 3', '8 3 2 3', '1 2', '10 4', '4 1'];

function plot(width, height, x, y, draw, label) {
  const left = 62, bottom = 40, top = 10, right = 26;
  const px = v => left + x.place(v) * (width - left - right), py = v => height - bottom - y.place(v) * (height - bottom - top);
  let lastX = -1e9, lastY = 1e9;
  const g = h('svg', {viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': label},
    x.ticks.map(t => {
      const text = x.text(t), room = 7 * text.length + 6, shown = px(t) - lastX > room;
      if (shown) lastX = px(t);
      return [h('line', {class: 'grid', x1: px(t), x2: px(t), y1: top, y2: height - bottom}),
        shown && h('text', {x: px(t), y: height - bottom + 16, 'text-anchor': 'middle'}, text)];
    }),
    y.ticks.map(t => {
      const shown = lastY - py(t) > 14;
      if (shown) lastY = py(t);
      return [h('line', {class: 'grid', x1: left, x2: width - right, y1: py(t), y2: py(t)}),
        shown && h('text', {x: left - 7, y: py(t) + 4, 'text-anchor': 'end'}, y.text(t))];
    }),
    h('path', {class: 'axis', d: `M${left} ${top}V${height - bottom}H${width - right}`}),
    h('text', {x: (left + width - right) / 2, y: height - 5, 'text-anchor': 'middle'}, x.label),
    h('text', {transform: `translate(12 ${(top + height - bottom) / 2}) rotate(-90)`, 'text-anchor': 'middle'}, y.label));
  g.append(...draw(px, py).flat(9).filter(Boolean));
  return h('div', {class: 'scroll'}, g);
}
function legend(names) {
  return h('ul', {class: 'legend'}, names.map((name, i) => {
    const svg = h('svg', {width: 30, height: 10, 'aria-hidden': 'true'}, series(i, [[1, 5], [29, 5]], true));
    return h('li', null, svg, name);
  }));
}
// A line with a mark of its own: colour is not all that tells it apart.
function series(i, points, marked) {
  const stroke = `var(--s${i % 7})`;
  const line = h('polyline', {class: 'line', points: points.map(p => p.map(v => v.toFixed(1)).join(',')).join(' '), 'stroke-dasharray': DASHES[Math.floor(i / 7 + i) % 7]});
  line.style.stroke = stroke;
  const marks = marked ? points.map(([x, y]) => {
    const k = i % 3, m = k === 0 ? h('circle', {cx: x, cy: y, r: 2.6}) : k === 1 ? h('rect', {x: x - 2.4, y: y - 2.4, width: 4.8, height: 4.8})
      : h('polygon', {points: `${x},${y - 3.2} ${x + 3},${y + 2.4} ${x - 3},${y + 2.4}`});
    m.style.fill = stroke;
    return m;
  }) : [];
  return [line, marks];
}
const axisOf = (scale, unit, label) => {
  const shown = axisUnit(unit, scale);
  return {...scale, text: shown.text, label: withUnit(label, shown.symbol)};
};

// One swept variable: a metric over it, with intervals.
function lines() {
  const r = R[0];
  const usable = r.variables.map((v, i) => i).filter(i => r.variables[i].values.length > 1);
  if (usable.length !== 1) return null;
  const v = r.variables[usable[0]];
  let flowop = mainFlowop(r), m = firstKnown(r, flowop, multiple ? 'throughput' : 'iops', 'iops', 'p50');
  const place = h('div');
  function draw() {
    const all = R.map(o => {
      const k = o.flowops.findIndex(f => f.label === r.flowops[flowop].label);
      return r.points.map(p => ({x: p.at[usable[0]], e: estimate(o.byKey.get(p.key), k, m)})).filter(p => p.e).sort((a, b) => a.x - b.x);
    });
    const known = all.flat();
    if (!known.length) { place.replaceChildren(h('p', null, 'Nothing was measured of it.')); return; }
    const at = places(v, v.values.map((_, i) => i));
    const x = {place: i => 0.04 + (at[i] + 0.5) * 0.92, ticks: v.values.map((_, i) => i), text: i => v.numbers.length ? tick(v.unit, v.numbers[i]) : v.values[i], label: v.name};
    const y = axisOf(scaleOf(known.map(p => p.e.hi ?? p.e.v), false, m.unit), m.unit, m.words);
    place.replaceChildren(plot(760, 320, x, y, (px, py) => all.map((points, i) => [
      points.filter(p => p.e.lo != null).map(p => {
        const bar = h('path', {class: 'line', d: `M${px(p.x) - 4} ${py(p.e.lo)}h8m-4 0V${py(p.e.hi)}m-4 0h8`});
        bar.style.stroke = `var(--s${i % 7})`;
        return bar;
      }), series(i, points.map(p => [px(p.x), py(p.e.v)]), true)]), `${m.words} over ${v.name}`),
      multiple ? legend(R.map(o => o.label)) : '', h('p', {class: 'soft'}, 'Medians; bars are 95 % intervals where there are enough samples. The run matrix has the values.'));
  }
  draw();
  return section('lines', 'Over ' + v.name, h('div', {class: 'controls'},
    select('Flowop', r.flowops.map((f, i) => [i, f.label]), flowop, w => { flowop = +w; draw(); }),
    select('Metric', METRICS.map(o => [o.i, o.words]), m.i, w => { m = METRICS[w]; draw(); })), place);
}

function percentiles() {
  const r = R[state.result];
  let at = 0, which = multiple ? mainFlowop(r) : -1;
  const place = h('div');
  const few = [['p50', 50], ['p90', 90], ['p99', 99], ['p999', 99.9], ['p9999', 99.99]];
  function curve(p, f) {
    const c = p && p.cells[f];
    if (!c || !c[1]) return [];
    const points = c[7] ? D.levels.map((l, i) => [l, c[7][i]]) : few.map(([n, l]) => [l, estimate(p, f, metric(n))?.v]);
    return points.filter(([l, v]) => v != null && v > 0 && l < 100 && c[1] * (1 - l / 100) >= 1);
  }
  function draw() {
    const p = r.points[at];
    const all = (which < 0 ? r.flowops.map((f, i) => ({name: f.label, points: curve(p, i)})).filter((s, i) => r.flowops[i].category !== 'all')
      : R.map(o => ({name: multiple ? o.label : r.flowops[which].label, points: curve(o.byKey.get(p.key), o.flowops.findIndex(f => f.label === r.flowops[which].label))})))
      .filter(s => s.points.length > 1);
    if (!all.length) { place.replaceChildren(h('p', null, 'Too few operations for percentiles.')); return; }
    const most = Math.max(90, ...all.flatMap(s => s.points.map(q => q[0])));
    const nines = l => -Math.log10(1 - l / 100), end = nines(most);
    const x = {place: l => nines(l) / end, ticks: [0, 50, 90, 99, 99.9, 99.99, 99.999, 99.9999].filter(l => l <= most), text: l => l + ' %', label: 'percentile'};
    const y = axisOf(scaleOf(all.flatMap(s => s.points.map(q => q[1])), true, 'NANOS'), 'NANOS', 'latency');
    place.replaceChildren(legend(all.map(s => s.name)), plot(760, 340, x, y, (px, py) => all.map((s, i) => series(i, s.points.map(([l, v]) => [px(l), py(v)]), s.points.length < 40)), 'Latency by percentile'),
      h('p', {class: 'soft'}, `Latency that a share of the operations does not exceed${p.text ? ', at ' + p.text : ''}; each line ends where fewer than one operation is left. The flowops' table has the values.`));
  }
  draw();
  return section('percentiles', 'Percentiles', h('div', {class: 'controls'}, pointControl(r, at, v => { at = v; draw(); }),
    select('Flowop', [[-1, 'each'], ...r.flowops.map((f, i) => [i, f.label])], which, v => { which = +v; draw(); })), place);
}

// Latencies over time as a heat map, with events; above it the operations per second.
function time() {
  const r = R[state.result];
  if (!r.traces.length) return null;
  let t = 0, k = 0;
  const place = h('div');
  function draw() {
    const trace = r.traces[t], line = trace.lines[Math.min(k, trace.lines.length - 1)], n = trace.edges.length - 1;
    if (!line) { place.replaceChildren(h('p', null, 'No flowop did anything in this run.')); return; }
    const per = trace.rowsPerDecade;
    const end = trace.edges[n], x = {...scaleOf([end], false, 'SECONDS'), text: digits, label: 'seconds from the begin of the measure phase'};
    const inside = {...x, place: v => v / end, ticks: x.ticks.filter(v => v <= end)};
    const rates = line.ops.map((o, i) => o / (trace.edges[i + 1] - trace.edges[i]));
    const y = axisOf(scaleOf(rates, false, 'PER_SECOND'), 'PER_SECOND', 'operations');
    const cells = line.heat.flatMap((c, i) => c.slice(1).map((count, j) => ({i, row: c[0] + j, count})).filter(q => q.count));
    const least = 10 ** (Math.min(...cells.map(q => q.row)) / per), greatest = 10 ** ((Math.max(...cells.map(q => q.row)) + 1) / per);
    const latency = axisOf(scaleOf([least, greatest], true, 'NANOS'), 'NANOS', 'latency');
    const most = Math.max(...cells.map(q => q.count));
    const events = (px, top, bottom, named) => trace.events.map(([kind, begin, duration, text]) => h('g', {class: 'event'},
      h('title', null, `${kind} at ${digits(begin)} s${duration ? ' for ' + digits(duration * 1000) + ' ms' : ''}: ${text}`),
      h('path', {class: 'event', d: `M${px(begin)} ${top}V${bottom}`, 'stroke-dasharray': '3 2'}), named && h('polygon', {points: `${px(begin) - 4},${top} ${px(begin) + 4},${top} ${px(begin)},${top + 7}`})));
    const kinds = [...new Set(trace.events.map(e => e[0]))];
    place.replaceChildren(
      plot(760, 170, inside, y, (px, py) => [events(px, 10, 130, true), series(0, rates.map((v, i) => [px((trace.edges[i] + trace.edges[i + 1]) / 2), py(v)]), n <= 40)], 'Operations per second over time'),
      plot(760, 300, inside, latency, (px, py) => [cells.map(q => {
        const low = 10 ** (q.row / per), high = 10 ** ((q.row + 1) / per), x0 = px(trace.edges[q.i]), box = h('rect', {x: x0.toFixed(1), width: (px(trace.edges[q.i + 1]) - x0 + 0.3).toFixed(1),
          y: py(high).toFixed(1), height: (py(low) - py(high) + 0.3).toFixed(1), fill: rgb(color('viridis', Math.log(q.count + 1) / Math.log(most + 1)))},
          h('title', null, `${digits(trace.edges[q.i])} to ${digits(trace.edges[q.i + 1])} s, ${show('NANOS', low)} to ${show('NANOS', high)}: ${whole(q.count)} operations`));
        return box;
      }), events(px, 10, 260, false)], 'Latencies over time'),
      h('p', {class: 'soft'}, `Brighter: more operations, on a logarithmic scale up to ${whole(most)}. `
        + (trace.events.length ? `Dashed lines with a triangle are events (${kinds.join(', ')})${trace.eventCount > trace.events.length ? `, the first ${trace.events.length} of ${whole(trace.eventCount)}` : ''}.` : 'No event was recorded.')),
      h('p', {class: 'soft'}, 'Phases of the run: ' + trace.phases.map(([name, s]) => `${name} ${digits(s)} s`).join(', ') + '.'),
      ...(trace.events.length ? table('Events.', [{name: 'kind'}, {name: 'at (s)', num: true}, {name: 'for (ms)', num: true}, {name: 'what'}],
        trace.events.slice(0, 50).map(([kind, begin, duration, text]) => [{t: kind}, {t: digits(begin), v: begin}, {t: digits(duration * 1000), v: duration}, {t: text}])) : []));
  }
  draw();
  return section('time', 'Over time', h('div', {class: 'controls'},
    r.traces.length > 1 && select('Run', r.traces.map((q, i) => [i, q.point || 'run ' + (i + 1)]), t, v => { t = +v; draw(); }),
    select('Flowop', r.traces[0].lines.map((l, i) => [i, r.flowops[l.flowop].label]), k, v => { k = +v; draw(); })), place);
}
