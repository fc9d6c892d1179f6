// Builds the page into the folder that is named: `node build.mjs OUT`. Installs what it needs first (npm ci), once for each lock file.
// Several builds may start this at once: one works, the others wait and find it done.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const page = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? join(page, '../obj/page'));
const files = join(out, 'files');
const manifestPath = join(out, 'manifest.json');
const lock = join(page, '.building');
const patienceMs = 10 * 60 * 1000;

const contentTypes = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

await withLock(build);

async function build() {
  const inputs = hashOf(inputFiles().map(path => `${path}\n${digest(readFileSync(join(page, path)))}`).join('\n'));
  if (existsSync(manifestPath) && JSON.parse(readFileSync(manifestPath, 'utf8')).inputs === inputs) {
    touch(manifestPath);
    return;
  }

  install();
  run(process.execPath, [join(page, 'node_modules/typescript/bin/tsc'), '--noEmit', '-p', page]);
  const { build: bundle } = await import('esbuild');
  const bundled = await bundle({
    absWorkingDir: page,
    entryPoints: ['src/main.tsx'],
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['es2022'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'eof',
    outdir: files,
    write: false,
    logLevel: 'warning',
  });

  rmSync(files, { recursive: true, force: true });
  mkdirSync(files, { recursive: true });
  const entries = [];
  const named = {};
  for (const { path, contents } of bundled.outputFiles) {
    const extension = path.slice(path.lastIndexOf('.'));
    named[extension] = add(`main-${digest(contents).slice(0, 12)}${extension}`, contents);
  }

  const icon = readFileSync(join(page, 'icon.svg'));
  named['.svg'] = add(`icon-${digest(icon).slice(0, 12)}.svg`, icon);

  // The same page at two addresses: `…/dashboard` and `…/dashboard/view`. Relative links, so that no prefix is built in.
  const template = readFileSync(join(page, 'index.html'), 'utf8');
  for (const [name, folder] of [['index.html', 'dashboard/'], ['view.html', './']]) {
    add(name, Buffer.from(template
      .replace('{{style}}', folder + named['.css'])
      .replace('{{script}}', folder + named['.js'])
      .replace('{{icon}}', folder + named['.svg'])));
  }

  writeFileSync(manifestPath, JSON.stringify({ inputs, files: entries }, null, 2));

  function add(name, contents) {
    const extension = name.slice(name.lastIndexOf('.'));
    writeFileSync(join(files, name), contents);
    writeFileSync(join(files, `${name}.gz`), gzipSync(contents, { level: 9 }));
    writeFileSync(join(files, `${name}.br`), brotliCompressSync(contents, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
    entries.push({ name, contentType: contentTypes[extension], hash: digest(contents) });
    return name;
  }
}

function install() {
  const installed = join(page, 'node_modules/.installed');
  const wanted = digest(readFileSync(join(page, 'package-lock.json')));
  if (existsSync(installed) && readFileSync(installed, 'utf8') === wanted) {
    return;
  }

  console.log("Installing the dashboard's tools (npm ci), once");
  run('npm', ['ci', '--no-progress', '--loglevel=error', '--fetch-timeout=60000'], process.platform === 'win32');
  writeFileSync(installed, wanted);
}

function run(command, args, shell = false) {
  const ended = spawnSync(command, args, { cwd: page, stdio: 'inherit', shell, timeout: patienceMs });
  if (ended.status !== 0) {
    throw new Error(`${command} ${args.join(' ')} ended with ${ended.status ?? ended.signal ?? ended.error}`);
  }
}

/** One build at a time, whichever process started it; a lock whose owner has died is taken over. */
async function withLock(work) {
  const started = Date.now();
  while (!tryLock()) {
    if (Date.now() - started > patienceMs) {
      throw new Error(`another build of the page has held ${lock} for ten minutes; remove it if none runs`);
    }

    await new Promise(done => setTimeout(done, 200));
  }

  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function tryLock() {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (taken) {
    if (taken.code !== 'EEXIST') {
      throw taken;
    }
  }

  try {
    const owner = Number(readFileSync(lock, 'utf8'));
    if (owner > 0 && !isAlive(owner)) {
      // Renamed first: of two that find it dead, one succeeds.
      const grave = `${lock}-${process.pid}`;
      renameSync(lock, grave);
      rmSync(grave);
    }
  } catch (gone) {
    if (gone.code !== 'ENOENT') {
      throw gone;
    }
  }

  return false;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (failure) {
    return failure.code === 'EPERM';
  }
}

function inputFiles() {
  const sources = readdirSync(join(page, 'src'), { recursive: true })
    .map(name => join('src', String(name)))
    .filter(path => statSync(join(page, path)).isFile());
  return ['build.mjs', 'icon.svg', 'index.html', 'package-lock.json', 'tsconfig.json', ...sources].sort();
}

function touch(path) {
  const now = new Date();
  utimesSync(path, now, now);
}

function digest(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

function hashOf(text) {
  return digest(Buffer.from(text));
}
