// A button beside each field with text to copy. Without it, the text is selected by hand: with the Tab key, or by clicks into the field.
{
  const { copy, copied } = document.currentScript.dataset;
  for (const field of document.querySelectorAll(".copy input")) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: copy });
    button.ariaLabel = `${copy}: ${field.labels[0].textContent}`;
    const result = document.createElement("output");
    button.onclick = async () => {
      field.select();
      // Without HTTPS there is no `navigator.clipboard`.
      await (navigator.clipboard?.writeText(field.value) ?? document.execCommand("copy"));
      result.textContent = copied;
    };
    field.after(" ", button, " ", result);
  }
}
