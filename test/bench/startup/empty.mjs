process.stdout.write(String(performance.now()));
process.exit();
