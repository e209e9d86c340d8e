// Sortable tables, the run matrix, flowops, noise, facts, source.
const ROWS_AT_ONCE = 200;

// columns: [{name, num, title}]; rows: arrays of {t: text or node, v: sort value, cls, title}.
function table(caption, columns, rows, options = {}) {
  let order = null;
  const body = h('tbody');
  const heads = columns.map((c, i) => h('th', {scope: 'col', class: c.num && 'num', title: c.title},
    options.fixed ? c.name : [h('button', {type: 'button', onclick: () => sort(i)}, c.name), h('span', {class: 'printed', 'aria-hidden': 'true'}, c.name)]));
  const more = h('p', {class: 'soft'});
  function fill(all) {
    const shown = all ? rows : rows.slice(0, options.most || ROWS_AT_ONCE);
    body.replaceChildren(...shown.map(row => h('tr', {class: row.cls}, row.map((cell, i) =>
      h(i === 0 ? 'th' : 'td', {scope: i === 0 && 'row', class: [columns[i].num && 'num', cell.cls].filter(Boolean).join(' ') || null, title: cell.title}, cell.t)))));
    more.hidden = shown.length === rows.length;
    if (!more.hidden) more.replaceChildren(`The first ${whole(shown.length)} of ${whole(rows.length)} rows. `, h('button', {type: 'button', class: 'screen', onclick: () => fill(true)}, 'Show all'));
  }
  function sort(i) {
    order = order && order.i === i ? {i, up: !order.up} : {i, up: !columns[i].num};
    heads.forEach((head, k) => k === i ? head.setAttribute('aria-sort', order.up ? 'ascending' : 'descending') : head.removeAttribute('aria-sort'));
    rows.sort((a, b) => {
      const x = a[i].v ?? a[i].t, y = b[i].v ?? b[i].t;
      const missing = (x === '–') - (y === '–');
      const by = typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y), 'en', {numeric: true});
      return missing || (order.up ? by : -by);
    });
    fill(false);
  }
  fill(false);
  return [h('div', {class: 'scroll'}, h('table', {class: options.cls}, h('caption', null, caption), h('thead', null, h('tr', null, heads)), body)), more];
}
function valueCell(e, unit, note) {
  if (!e) return {t: '–', cls: 'soft'};
  const width = note === false ? '' : halfWidth(e);
  return {v: e.v, title: reading(e, unit), cls: e.unstable && e.lo != null ? 'unstable' : null,
    t: [show(unit, e.v), e.unstable && e.lo != null && ' !', width && h('small', {class: 'soft half'}, ' ' + width)]};
}

function matrix() {
  const r = R[state.result];
  if (r.points.length < 2) return null;
  let flowop = r.variables.length ? mainFlowop(r) : 0;
  const place = h('div');
  function draw() {
    const shown = METRICS.filter(m => ['throughput', 'bandwidth', 'iops', 'p50', 'p99', 'errors'].includes(m.name)
      && r.points.some(p => estimate(p, flowop, m)));
    const columns = [...r.variables.map(v => ({name: v.name, num: v.numbers.length > 0})), {name: 'runs', num: true},
      ...shown.map(m => ({name: m.name, num: true, title: m.words})), {name: 'state'}];
    const rows = r.points.map(p => [
      ...r.variables.map((v, i) => ({t: written(v, p.at[i]) ?? '–', v: v.numbers[p.at[i]]})), {t: whole(p.runs), v: p.runs},
      ...shown.map(m => valueCell(estimate(p, flowop, m), m.unit)),
      p.invalid ? {t: `✗ ${p.invalid} not valid`, cls: 'bad'} : p.unsteady ? {t: `! ${p.unsteady} not steady`} : {t: '✓'}]);
    place.replaceChildren(...table(`${r.flowops[flowop].label} at each point of the sweep: medians of the runs, ± half the 95 % interval where `
      + 'there are enough; ! is wider than ±5 %.', columns, rows));
  }
  draw();
  return section('matrix', 'Run matrix', h('div', {class: 'controls'},
    select('Flowop', r.flowops.map((f, i) => [i, f.label]), flowop, v => { flowop = +v; draw(); })), place);
}

function pointControl(r, value, change) {
  return r.points.length > 1 && select('Point', r.points.slice(0, 2000).map((p, i) => [i, p.text]), value, v => change(+v));
}

function flowops() {
  const r = R[state.result];
  let at = 0;
  const place = h('div');
  const levels = ['p50', 'p90', 'p99', 'p999', 'p9999'];
  function draw() {
    const p = r.points[at];
    const columns = [{name: 'flowop'}, {name: 'type'}, {name: 'thread'}, {name: 'ops', num: true}, {name: 'bytes', num: true},
      {name: 'ops/s', num: true}, {name: 'mean', num: true}, ...levels.map(n => ({name: n === 'p999' ? 'p99.9' : n === 'p9999' ? 'p99.99' : n, num: true})),
      {name: 'max', num: true}, {name: 'errors', num: true}];
    const rows = r.flowops.map((f, i) => {
      const c = p.cells[i];
      if (!c) return null;
      const of = name => estimate(p, i, metric(name));
      return [{t: f.label}, {t: f.type || '–'}, {t: [f.machine, f.process, f.thread].filter(Boolean).join(' / ') || '–'}, {t: whole(c[1]), v: c[1]},
        {t: c[3] ? show('BYTES', c[3]) : '–', v: c[3]}, valueCell(of('iops'), 'PER_SECOND'), valueCell(of('mean'), 'NANOS'),
        ...levels.map(n => valueCell(of(n), 'NANOS')),
        valueCell(of('max'), 'NANOS'), {t: whole(c[2]), v: c[2], cls: c[2] ? 'bad' : null}];
    }).filter(Boolean);
    const n = p.runs;
    place.replaceChildren(...table(`${p.text ? 'At ' + p.text + ': o' : 'O'}perations, bytes and errors of ${n === 1 ? 'one run' : 'all ' + n + ' runs'}; latencies are `
      + (n === 1 ? 'of that run, without interval' : `medians of ${n} runs${n < 6 ? ', too few for an interval' : ', ± half the 95 % interval'}`)
      + '. – : fewer operations than the percentile needs.', columns, rows));
  }
  draw();
  return section('flowops', 'Flowops', h('div', {class: 'controls'}, pointControl(r, at, v => { at = v; draw(); })), place);
}

function noise() {
  const r = R[state.result], v = r.verdict;
  const rows = Object.entries(r.noise).map(([name, [runs, low, mean, high]]) => [{t: name}, {t: digits(low), v: low}, {t: digits(mean), v: mean}, {t: digits(high), v: high}, {t: whole(runs), v: runs}]);
  return section('noise', 'Noise and disturbances',
    v.disturbances.length
      ? h('div', {class: 'note warn'}, h('ul', null, v.disturbances.map(d => h('li', null, `${d.text}${d.point ? ', worst at ' + d.point : ''}; ${d.runs} of ${r.runs} runs`))))
      : h('p', null, 'No disturbance above its threshold.'),
    v.errors.length > 0 && table('Failed operations.', [{name: 'flowop'}, {name: 'kind'}, {name: 'count', num: true}, {name: 'position'}, {name: 'first example'}],
      v.errors.map(e => [{t: e.flowop}, {t: e.kind}, {t: whole(e.count), v: e.count}, {t: e.position || '–'}, {t: e.example}])),
    rows.length > 0 && table('What was measured beside the runs; units are in the names.', [{name: 'metric'}, {name: 'least', num: true}, {name: 'mean', num: true}, {name: 'greatest', num: true}, {name: 'runs', num: true}], rows));
}

function facts() {
  const names = [...new Set(R.flatMap(r => Object.keys(r.facts)))];
  const differs = n => new Set(R.map(r => r.facts[n] ?? '')).size > 1;
  const rows = wanted => wanted.map(n => [{t: n}, ...R.map(r => ({t: r.facts[n] ?? '–'}))]);
  const columns = [{name: 'fact'}, ...R.map(r => ({name: multiple ? r.label : 'value'}))];
  const same = names.filter(n => !differs(n));
  return {
    differences: multiple && (names.some(differs)
      ? table('What differs between the results besides their numbers.', columns, rows(names.filter(differs)), {cls: 'facts', fixed: true})
      : h('p', null, 'Workload, target, variables and environment of all results are the same.')),
    all: section('environment', 'Environment and provenance',
      table(multiple ? 'What all results have in common; differences stand above.' : 'What the result was measured with. Values that differ between its runs are separated by /.',
        [columns[0], {name: 'value'}], same.map(n => [{t: n}, {t: R[0].facts[n]}]), {cls: 'facts', fixed: true}))
  };
}

function source() {
  const r = R[state.result], w = r.workload;
  const title = 'Workload ' + w.path;
  const hits = new Map();
  const time = r.flowops.map((f, i) => r.points.reduce((sum, p) => sum + (p.cells[i] ? p.cells[i][1] * (p.cells[i][5][metric('mean').i] || 0) : 0), 0));
  const all = r.flowops.reduce((sum, f, i) => sum + (f.category === 'all' ? 0 : time[i]), 0) || 1;
  r.flowops.forEach((f, i) => {
    if (f.category !== 'all' && f.line) (hits.get(f.line) || hits.set(f.line, []).get(f.line)).push(i);
  });
  if (w.source == null) return section('source', title, h('p', null, `Its text is not shown: ${w.absence}.`));
  const asserted = new Map(r.verdict.assertions.map(a => [+(a.position.split(':').at(-2)), a]));
  const rows = w.source.replace(/\n$/, '').split('\n').map((line, i) => {
    const found = hits.get(i + 1) || [], a = asserted.get(i + 1);
    const sum = k => found.reduce((s, f) => s + r.points.reduce((t, p) => t + (p.cells[f] ? p.cells[f][k] : 0), 0), 0);
    const share = found.reduce((s, f) => s + time[f], 0) / all;
    const bar = h('span', {class: 'bar', 'aria-hidden': 'true'});
    bar.style.width = Math.round(share * 60) + 'px';
    return h('tr', {class: found.length || a ? 'hit' : null},
      h('td', {class: 'num'}, found.length ? whole(sum(1)) : ''), h('td', {class: 'num'}, found.length ? [bar, ` ${digits(share * 100)} %`] : ''),
      h('td', {class: 'num ' + (sum(2) || (a && a.held < a.runs) ? 'bad' : '')}, a ? `${a.held < a.runs ? '✗' : '✓'} ${a.held}/${a.runs}` : sum(2) ? whole(sum(2)) + ' errors' : ''),
      h('td', {class: 'num soft'}, i + 1), h('td', {class: 'code'}, line));
  });
  return section('source', title, h('div', {class: 'scroll'}, h('table', {class: 'source'},
    h('caption', null, 'Its text, with operations, share of the time that all flowops took, and errors or held assertions of each line, over all listed runs.'),
    h('thead', null, h('tr', null, ['ops', 'time', 'verdict', 'line'].map(t => h('th', {scope: 'col', class: 'num'}, t)), h('th', {scope: 'col'}, ' text'))),
    h('tbody', null, rows))));
}
