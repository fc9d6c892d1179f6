// Preloaded into Azurite: when the process that started it is gone (its end of the pipe closes, however it died),
// Azurite gets the signal on which it saves its tables and stops.
process.stdin.resume();
process.stdin.on('end', () => process.kill(process.pid, 'SIGINT'));
process.stdin.on('error', () => process.kill(process.pid, 'SIGINT'));
