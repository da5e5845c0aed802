/** Makes an element: `make('button', { type: 'button' }, 'Say it')`. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** `shakeHead` as people write it: "shake head". */
function inWords(name) {
  return name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
}

function section(title, ...children) {
  return make('section', {}, make('h2', {}, title), ...children);
}

function slider(label, { min, max, value, kind = '' }, onInput) {
  const input = make('input', { type: 'range', min, max, value, 'aria-label': label[0] });
  const output = make('output', {}, String(value));
  input.addEventListener('input', () => {
    output.value = input.value;
    onInput(Number(input.value));
  });
  return make('label', { class: `row ${kind}` }, make('span', {}, ...label), input, output);
}

/** Buttons of which one is down. */
function choice(names, chosen, onChoose) {
  const buttons = names.map((name) =>
    make('button', { type: 'button', 'aria-pressed': name === chosen }, inWords(name)),
  );
  for (const [i, button] of buttons.entries()) {
    button.addEventListener('click', () => {
      for (const other of buttons) other.setAttribute('aria-pressed', other === button);
      onChoose(names[i]);
    });
  }
  return make('div', { class: 'buttons' }, ...buttons);
}

function press(name, onPress) {
  const button = make('button', { type: 'button' }, inWords(name));
  button.addEventListener('click', onPress);
  return button;
}

const RANGES = { emphasis: [0, 100], browLift: [0, 100], idle: [0, 100] };

/**
 * Builds a control for everything that can be set on a mascot: the names of the contract where one knows them, and all
 * others below.
 *
 * @param {{ name: string, type: string }[]} properties of the mascot's view model.
 */
export function buildControls(panel, { contract, player, mouth, properties }) {
  const has = new Set(properties.map(({ name }) => name));
  const known = new Set([
    ...contract.visemes.map(({ property }) => property),
    ...contract.gestures.map(({ property }) => property),
    'expression',
    'accessory',
  ]);
  const rest = properties.filter(({ name }) => !known.has(name));
  const ofType = (type) => rest.filter((property) => property.type === type);
  const sections = [];

  if (has.has('expression')) {
    const now = player.get({ name: 'expression', type: 'enumType' });
    sections.push(
      section(
        'Expression',
        choice(contract.expressions, now, (name) => player.set('expression', name)),
      ),
    );
  }
  const gestures = contract.gestures.filter(({ property }) => has.has(property));
  const triggers = [...gestures, ...ofType('trigger').map(({ name }) => ({ name, property: name }))];
  const buttons = triggers.map(({ name, property }) => press(name, () => player.fire(property)));
  if (buttons.length > 0) sections.push(section('Gestures', make('div', { class: 'buttons' }, ...buttons)));

  const spoken = contract.visemes.filter(({ id, property }) => id > 0 && has.has(property));
  if (spoken.length > 0) {
    const say = press('say something', () => mouth.say(performance.now()));
    const rows = spoken.map(({ id, name, example }) => {
      const label = [`${id} ${name} `, make('small', {}, example)];
      return slider(label, { min: 0, max: 100, value: 0, kind: 'viseme' }, (value) => mouth.setWeight(id, value / 100));
    });
    sections.push(section('Mouth', make('div', { class: 'buttons' }, say), ...rows));
  }
  const numbers = ofType('number').map((property) => {
    const [min, max] = RANGES[property.name] ?? [-100, 100];
    const value = Math.round(player.get(property));
    return slider([inWords(property.name)], { min, max, value }, (next) => player.set(property.name, next));
  });
  if (numbers.length > 0) sections.push(section('Movement', ...numbers));

  const toggles = ofType('boolean').map((property) => {
    const button = press(property.name, () => {
      const on = button.getAttribute('aria-pressed') !== 'true';
      button.setAttribute('aria-pressed', on);
      player.set(property.name, on);
    });
    button.setAttribute('aria-pressed', player.get(property));
    return button;
  });
  if (toggles.length > 0) sections.push(section('State', make('div', { class: 'buttons' }, ...toggles)));

  if (has.has('accessory')) {
    const now = player.get({ name: 'accessory', type: 'enumType' });
    sections.push(
      section(
        'Accessory',
        choice(contract.accessories, now, (name) => player.set('accessory', name)),
      ),
    );
  }
  const colors = ofType('color');
  if (colors.length > 0) {
    const rows = colors.map((property) => {
      const input = make('input', { type: 'color', value: player.get(property), 'aria-label': property.name });
      input.addEventListener('input', () => player.set(property.name, input.value));
      return make('label', { class: 'row' }, make('span', {}, inWords(property.name).replace(/ color$/, '')), input);
    });
    sections.push(section('Colours', ...rows));
  }
  panel.replaceChildren(...sections);
}
