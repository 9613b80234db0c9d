(() => {
  const form = document.getElementById('classify');
  if (!form) return;
  const radios = [...form.elements.finding];
  const note = form.elements.note;
  const search = document.getElementById('search');
  const input = search.querySelector('input');
  search.hidden = document.getElementById('keys').hidden = false;
  const choices = () => (radios.find((radio) => radio.checked) || radios.find((radio) => !radio.closest('li').hidden) || radios[0]).focus();
  const choose = (radio) => {
    radio.checked = true;
    radio.focus();
  };
  const filter = () => {
    const words = input.value.trim().toLowerCase();
    for (const radio of radios) {
      radio.closest('li').hidden = !radio.closest('label').textContent.toLowerCase().includes(words);
    }
  };
  input.addEventListener('input', filter);
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    const found = radios.find((radio) => !radio.closest('li').hidden);
    if (!found) return;
    input.value = '';
    filter();
    choose(found);
  });
  // Keys without a modifier work only while a choice has the focus, or nothing: so that speech input and typing are not mistaken for them.
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const at = document.activeElement;
    if (event.key === 'Escape' && form.contains(at)) {
      input.value = '';
      filter();
      return choices();
    }
    if (!radios.includes(at) && at !== document.body) return;
    const radio = radios.find((one) => one.dataset.key === event.key);
    if (radio) choose(radio);
    else if (event.key === '/') input.focus();
    else if (event.key === 'n' && note) note.focus();
    else if (event.key === 'm' && form.elements.minutes) form.elements.minutes.focus();
    else if (event.key === '?' && form.elements.doubt) form.elements.doubt.click();
    else if (event.key === 'b' && document.getElementById('back')) document.getElementById('back').click();
    else if (event.key === 's') document.getElementById('skip').click();
    else return;
    event.preventDefault();
  });
})();
