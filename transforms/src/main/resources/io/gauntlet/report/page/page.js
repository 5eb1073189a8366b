'use strict';
// Sorts, filters and exports the tables; without it they are as complete, in their own order.
(() => {
  const element = (name, attributes, text) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text) made.textContent = text;
    return made;
  };
  const note = cell => cell.querySelector('small')?.textContent ?? '';
  const text = cell => cell.firstChild?.nodeType === 3 ? cell.firstChild.nodeValue.trim() : cell.textContent.trim();
  const number = value => parseFloat(value.replace('\u2212', '-').replace(/[+,\s]/g, ''));

  const compare = (one, other) => {
    const a = number(one), b = number(other), known = Number.isFinite;
    if (!known(a) || !known(b)) {
      return known(a) === known(b) ? one.localeCompare(other, 'en', {numeric: true}) : known(a) ? -1 : 1;
    }
    return a - b;
  };

  // A cell that a spreadsheet would take for a formula is text.
  const quoted = value => '"' + (/^[=@\t]|^[+-](?![\d.])/.test(value) ? "'" : '').concat(value.replaceAll('"', '""')) + '"';
  const csv = (heads, rows) => {
    const noted = heads.map((_, place) => rows.some(row => note(row.cells[place])));
    const line = values => values.map(quoted).join(',');
    const lines = [line(heads.flatMap((head, place) => noted[place] ? [head, head + ', note'] : [head]))];
    for (const row of rows) {
      lines.push(line([...row.cells].flatMap((cell, place) => noted[place] ? [text(cell), note(cell)] : [text(cell)])));
    }
    return '\ufeff' + lines.join('\r\n') + '\r\n';
  };

  document.querySelectorAll('.scroll').forEach((region, place) => {
    const table = region.querySelector('table');
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const heads = [...table.tHead.rows[0].cells].map(cell => cell.textContent);
    const title = region.dataset.title;
    const tools = element('div', {class: 'tools', role: 'group', 'aria-label': 'Tools of ' + title});

    if (rows.length > 5) {
      const filter = element('input', {type: 'search', id: 'filter-' + place, placeholder: 'words of a row'});
      const label = element('label', {for: filter.id}, 'Filter ');
      const count = element('output', {for: filter.id});
      label.append(filter);
      filter.addEventListener('input', () => {
        const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
        let shown = 0;
        for (const row of rows) {
          const line = row.textContent.toLowerCase();
          row.hidden = !words.every(word => line.includes(word));
          shown += row.hidden ? 0 : 1;
        }
        count.textContent = words.length ? `${shown} of ${rows.length} rows` : '';
      });

      const by = element('select', {id: 'sort-' + place});
      by.append(element('option', {value: ''}, 'as they stand'));
      heads.forEach((head, column) => by.append(element('option', {value: column}, head || 'column ' + (column + 1))));
      const sorted = element('label', {for: by.id}, 'Sort by ');
      sorted.append(by);
      const down = element('input', {type: 'checkbox', id: 'down-' + place});
      const turned = element('label', {for: down.id});
      turned.append(down, ' largest first');
      const sort = () => {
        const column = by.value;
        const order = column === '' ? rows : [...rows].sort((one, other) => {
          const a = text(one.cells[column]), b = text(other.cells[column]);
          // What is missing is last, whichever way.
          if (a === '-' || b === '-') return (a === '-') - (b === '-');
          return (down.checked ? -1 : 1) * compare(a, b);
        });
        body.append(...order);
        [...table.tHead.rows[0].cells].forEach((cell, at) => {
          if (String(at) === column) cell.setAttribute('aria-sort', down.checked ? 'descending' : 'ascending');
          else cell.removeAttribute('aria-sort');
        });
      };
      by.addEventListener('change', sort);
      down.addEventListener('change', sort);
      tools.append(label, sorted, turned, count);
    }

    const save = element('button', {type: 'button', 'aria-label': title + ' as CSV'}, 'CSV');
    save.addEventListener('click', () => {
      const url = URL.createObjectURL(new Blob([csv(heads, [...body.rows].filter(row => !row.hidden))], {type: 'text/csv'}));
      const link = element('a', {href: url, download: title.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60) + '.csv'});
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 1000);
    });
    tools.append(save);
    region.before(tools);
  });
})();
