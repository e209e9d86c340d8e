// The page: summary on top, sections, theme, downloads.
function summary(r) {
  const v = r.verdict;
  const failed = v.assertions.reduce((s, a) => s + a.runs - a.held, 0), checked = v.assertions.reduce((s, a) => s + a.runs, 0);
  const unstable = r.points.reduce((s, p) => s + r.flowops.filter((f, i) => f.category !== 'all' && METRICS.slice(0, 5).some(m => estimate(p, i, m)?.unstable)).length, 0);
  const of = r.runs === 1 ? 'run' : `${whole(r.runs)} runs`;
  const chip = (cls, text) => h('li', {class: cls}, text);
  const simulated = Object.entries(r.target.facts).find(([name, value]) => name.startsWith('simulated') && value !== 'false');
  return [multiple && h('h3', null, r.label),
    simulated && h('p', {class: 'note warn'}, `SIMULATED: the target computed these times, it did not measure them (${simulated.join(': ')}).`),
    h('ul', {class: 'verdict'},
      v.valid === r.runs ? chip('good', `✓ ${r.runs === 1 ? 'the run is' : 'all ' + of + ' are'} valid`) : chip('bad', `✗ ${whole(r.runs - v.valid)} of ${of} not valid`),
      checked ? failed ? chip('bad', `✗ ${whole(failed)} of ${whole(checked)} assertions failed`) : chip('good', `✓ ${whole(checked)} ${checked === 1 ? 'assertion' : 'assertions'} held`) : chip('', 'no assertions'),
      v.dirty ? chip('warn', `! ${whole(v.dirty)} of ${of} dirty: something else took part`) : chip('good', '✓ nothing disturbed'),
      unstable ? chip('warn', `! ${whole(unstable)} cells unstable`) : null),
    v.problems.length > 0 && h('div', {class: 'note bad'}, h('ul', null, v.problems.map(([t, n]) => h('li', null, t + (n > 1 ? ` (${n} runs)` : ''))))),
    failed > 0 && h('div', {class: 'note bad'}, h('ul', null, v.assertions.filter(a => a.held < a.runs).map(a => h('li', null, `${a.text} (${a.position}) failed in ${a.runs - a.held} of ${a.runs} runs`, h('ul', null, a.failures.map(f => h('li', null, f))))))),
    r.leftOut.length > 0 && h('div', {class: 'note warn'}, h('ul', null, r.leftOut.map(t => h('li', null, t)))),
    tiles(r),
    v.notes.length > 0 && h('div', {class: 'note'}, h('ul', null, v.notes.map(([t, n]) => h('li', null, t + (n > 1 ? ` (${n} runs)` : '')))))];
}
function tiles(r) {
  const tile = (name, value, small) => h('div', null, h('dt', null, name), h('dd', null, value, small && h('small', null, small)));
  if (!r.flowops.length) return null;
  if (r.points.length === 1) {
    const f = r.flowops[0].category === 'all' ? 0 : mainFlowop(r), p = r.points[0];
    return h('dl', {class: 'tiles'}, [['iops', 'operations'], ['bandwidth', 'bandwidth'], ['mean', 'mean latency'], ['p50', 'median latency'], ['p99', '99th percentile'], ['errors', 'errors']].map(([name, words]) => {
      const m = metric(name), e = estimate(p, f, m);
      return e && !(name === 'bandwidth' && !e.v) && tile(words, name === 'errors' ? whole(e.v) : show(m.unit, e.v), name === 'errors' ? null : halfWidth(e) || (name === 'iops' ? r.flowops[f].label : null));
    }));
  }
  const best = [];
  for (const f of r.flowops.keys()) {
    if (r.flowops[f].category === 'all') continue;
    const m = firstKnown(r, f, 'throughput', 'iops');
    const top = r.points.map(p => ({p, e: estimate(p, f, m)})).filter(q => q.e).sort((a, b) => b.e.v - a.e.v)[0];
    if (top) best.push({f, m, ...top});
  }
  best.sort((a, b) => (b.m.name === 'throughput') - (a.m.name === 'throughput') || b.e.v - a.e.v);
  return h('dl', {class: 'tiles'}, tile('points', whole(r.points.length), r.variables.map(v => `${v.values.length} ${v.name}`).join(' × ')), tile('runs', whole(r.runs)),
    best.slice(0, 3).map(b => tile(`most ${r.flowops[b.f].label}`, show(b.m.unit, b.e.v), b.p.text)));
}

function again() {
  return section('repeat', 'Repeat it', R.map(r => [multiple && h('h3', null, r.label), h('pre', {class: 'command', tabindex: 0}, r.repeat.command),
    h('ul', {class: 'soft'}, r.repeat.unknown.map(t => h('li', null, t)))]),
    h('h3', null, 'Data of this page'),
    h('p', null, 'Medians, intervals and percentiles of each point, as JSON or as CSV in long form; the full histograms are in the result itself.'),
    h('p', {class: 'controls'},
      h('button', {type: 'button', id: 'save-json', onclick: () => save('report.json', 'application/json', document.getElementById('data').textContent)}, 'Download JSON'),
      h('button', {type: 'button', id: 'save-csv', onclick: () => save('report.csv', 'text/csv', csv())}, 'Download CSV')));
}
function csv() {
  const names = [...new Set(R.flatMap(r => r.variables.map(v => v.name)))];
  const quote = v => v == null ? '' : /[",\r\n]/.test(v) ? `"${String(v).replace(/"/g, '""')}"` : String(v);
  const out = [['result', ...names, 'flowop', 'metric', 'unit', 'n', 'median', 'low', 'high', 'unstable']];
  for (const r of R) for (const p of r.points) r.flowops.forEach((f, i) => METRICS.forEach(m => {
    const e = estimate(p, i, m);
    if (e) out.push([r.file, ...names.map(n => { const k = r.variables.findIndex(v => v.name === n); return k < 0 ? '' : r.variables[k].values[p.at[k]]; }),
      f.label, m.name, {BYTES_PER_SECOND: 'bytes/s', PER_SECOND: '1/s', NANOS: 'ns', COUNT: 'count'}[m.unit], e.n, e.v, e.lo, e.hi, e.unstable]);
  }));
  return out.map(row => row.map(quote).join(',')).join('\n') + '\n';
}

function theme(name) {
  document.documentElement.dataset.theme = name;
  redraws.forEach(f => f());
}
const prefersDark = matchMedia('(prefers-color-scheme: dark)');
let chosen = null;
const wanted = () => chosen || (prefersDark.matches ? 'dark' : 'light');
prefersDark.addEventListener('change', () => theme(wanted()));
addEventListener('beforeprint', () => theme('light'));
addEventListener('afterprint', () => theme(wanted()));

function render() {
  redraws.length = 0;
  const scroll = scrollY, f = facts();
  const sections = [
    section('summary', 'Summary', D.warnings.map(w => h('p', {class: 'note bad'}, '✗ ' + w)), multiple && [h('h3', null, 'Differences in environment'), f.differences], R.map(summary)),
    comparison(), ...(R[state.result].flowops.length ? [surfaces(), lines(), matrix(), flowops(), percentiles(), time()] : []), noise(), f.all, source(), again()].filter(Boolean);
  document.getElementById('main').replaceChildren(...sections);
  document.getElementById('nav').replaceChildren(
    ...sections.map(s => h('a', {href: '#' + s.id}, s.querySelector('h2').textContent.replace(/ .*(\/|with A|provenance|disturbances).*/, ''))),
    multiple ? select('Result', R.map(r => [r.index, r.label]), state.result, v => { state.result = +v; render(); }) : '');
  redraws.forEach(d => d());
  scrollTo(0, scroll);
}
function head() {
  const r = R[0], day = r.started.slice(0, 10), last = r.lastStarted.slice(0, 10);
  const machine = ['machine_class', 'cpu_model', 'kernel'].map(n => r.facts[n]).filter(Boolean).join(' · ');
  document.getElementById('head').append(
    h('div', null, h('h1', null, document.title),
      h('p', null, multiple ? R.map(o => `${o.letter} = ${o.file}`).join(' · ') : [`target ${r.target.name}`, `durability ${r.target.durability}`, `seed ${r.seed}`, day + (last !== day ? ' to ' + last : ''), machine].filter(Boolean).join(' · '))),
    h('div', {class: 'tools'}, h('button', {type: 'button', id: 'theme', onclick: () => { chosen = wanted() === 'dark' ? 'light' : 'dark'; theme(chosen); }}, 'Light / dark'),
      h('button', {type: 'button', id: 'print', onclick: () => print()}, 'Print')));
}
document.documentElement.dataset.theme = wanted();
if (multiple) state.result = 1;
head();
render();
