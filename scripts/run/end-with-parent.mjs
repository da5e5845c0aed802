// Loaded into the programs that npm start runs (node --import): they end when it does, however it ends.
process.on('disconnect', () => process.exit(0));
process.channel?.unref();
