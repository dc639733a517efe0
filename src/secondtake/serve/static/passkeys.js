// Makes a passkey or signs in with one; the server gives the options and checks the answer.
const button = document.getElementById("use-passkey") ?? document.getElementById("make-passkey");
const said = document.getElementById("passkey-said");

function bytes(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

async function post(address, body) {
  const headers = { "Content-Type": "application/json" };
  if (button.dataset.token) headers["X-Form-Token"] = button.dataset.token;
  const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

async function asked(options) {
  options.challenge = bytes(options.challenge);
  if (options.user) options.user.id = bytes(options.user.id);
  for (const one of [...(options.excludeCredentials ?? []), ...(options.allowCredentials ?? [])]) {
    one.id = bytes(one.id);
  }
  return options.user
    ? navigator.credentials.create({ publicKey: options })
    : navigator.credentials.get({ publicKey: options });
}

function answer(made) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (made.response[name]) response[name] = text(made.response[name]);
  }
  const { id, type, authenticatorAttachment } = made;
  return { id, rawId: text(made.rawId), type, authenticatorAttachment, response, clientExtensionResults: {} };
}

if (button && window.PublicKeyCredential) {
  button.parentElement.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await post(button.dataset.done, answer(await asked(await post(button.dataset.options, {}))));
      location.assign(button.dataset.to || "/");
    } catch (why) {
      said.textContent = button.dataset.failed;
      console.info(why.message);
    }
  });
}
