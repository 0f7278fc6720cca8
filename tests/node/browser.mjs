// Opens the page for browsers in Chromium and uses it as a person does: arguments are the address and a folder, into which the profile and
// pictures go. Writes one line of JSON: what the tabs are called, what the answer to each example, a deferred fragment, a subscription and the
// documentation show, what the page asked of other hosts and what it complained of.
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [address, folder] = process.argv.slice(2);
const browser = await chromium.launchPersistentContext(join(folder, 'profile'), {
  executablePath: '/usr/bin/chromium',
  headless: true,
  viewport: { width: 1440, height: 900 },
  args: [
    '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync',
  ],
});
// A busy machine is slow to start a browser; nothing here measures how slow.
browser.setDefaultTimeout(120_000);
try {
  const page = browser.pages()[0] ?? await browser.newPage();
  const elsewhere = [];
  const complaints = [];
  page.on('request', (request) => /^(data|blob):/.test(request.url()) || request.url().startsWith(new URL(address).origin) || elsewhere.push(request.url()));
  page.on('response', (response) => response.status() < 400 || complaints.push(`${response.status()} ${response.url()}`));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));

  await page.goto(address);
  await page.locator('.graphiql-query-editor .view-lines').waitFor();
  const tabs = await page.locator('.graphiql-tab-button').allInnerTexts();
  const answers = [];
  for (const tab of tabs) {
    await page.locator('.graphiql-tab-button', { hasText: tab }).click();
    await page.locator('.graphiql-query-editor .view-lines', { hasText: `query\u00a0${tab}` }).waitFor();
    await page.locator('.graphiql-response .view-lines', { hasText: '"data"' }).waitFor({ state: 'detached' });
    await page.locator('.graphiql-execute-button').click();
    await page.locator('.graphiql-response .view-lines', { hasText: '"data"' }).waitFor();
    answers.push(await shown('.graphiql-response'));
    await page.screenshot({ path: join(folder, `${tab}.png`) });
  }

  const deferred = await ask('query Later { zones(first: 2) { nodes { name ... @defer(label: "later") { incubators { totalCount } } } } }', '"totalCount"');
  const streamed = await ask('query Parts { zones(first: 3) { nodes @stream(initialCount: 1) { streamed: name } } }', /("streamed"[^]*){3}/);
  const told = await ask('subscription Harvests { harvestProgress { phase run { id } } }', '"harvestProgress"');
  await page.locator('.graphiql-execute-button').click();

  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  await page.locator('.graphiql-doc-explorer').getByText('Query', { exact: true }).first().click();
  await page.locator('.graphiql-doc-explorer').getByText('incubators', { exact: true }).first().waitFor();
  const documentation = await page.locator('.graphiql-doc-explorer').innerText();
  await page.screenshot({ path: join(folder, 'documentation.png') });
  console.log(JSON.stringify({ tabs, answers, deferred, streamed, told, documentation, elsewhere, complaints }));

  // Writes a document into a tab of its own, executes it, and waits until its answer shows something.
  async function ask(document, awaited) {
    await page.locator('.graphiql-tab-add').click();
    await page.locator('.graphiql-response .view-lines', { hasText: '"data"' }).waitFor({ state: 'detached' });
    await page.locator('.graphiql-query-editor .view-lines').click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(document);
    // The page reads the name of the operation a moment after the last key, and only then names the tab by it.
    await page.locator('.graphiql-tab-button', { hasText: document.split(' ')[1] }).waitFor();
    await page.locator('.graphiql-execute-button').click();
    await page.locator('.graphiql-response .view-lines', { hasText: awaited }).waitFor();
    await page.screenshot({ path: join(folder, `${document.split(' ')[1]}.png`) });
    return shown('.graphiql-response');
  }

  async function shown(part) {
    return (await page.locator(`${part} .view-lines`).innerText()).replaceAll('\u00a0', ' ');
  }
} finally {
  await browser.close();
}
