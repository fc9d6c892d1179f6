// Preloaded into Azurite: when the process that started it is gone (its end of the pipe closes, however it died),
// Azurite gets the signal on which it saves its tables and stops. Should that not end it, nobody is left who would: so it ends itself.
function stop() {
  process.kill(process.pid, 'SIGINT');
  setTimeout(() => process.exit(1), 15000).unref();
}

process.stdin.resume();
process.stdin.once('end', stop);
process.stdin.once('error', stop);
