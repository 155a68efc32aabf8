// Written so that any Node can read it: says in one line when Node is too old, otherwise hands over to main.ts.
/* global process */
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `Firstline needs Node 24 or newer, this is ${process.versions.node}: start it with "npm start", which brings its own Node.\n`,
  );
  process.exit(1);
}
import('./main.ts');
