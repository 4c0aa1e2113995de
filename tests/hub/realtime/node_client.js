// Node's official client, driven by lines of JSON on standard input, telling all on standard output.
//   node node_client.js URL NAMESPACE TRANSPORT[,TRANSPORT] AUTH
const path = require("node:path");
const readline = require("node:readline");
const { io } = require(
  path.join(__dirname, "../../../benchmarks/node_modules/socket.io-client"),
);

const [url, namespace, transports, auth] = process.argv.slice(2);
const tell = (kind, value) => console.log(JSON.stringify({ kind, value }));

const socket = io(url + namespace, {
  transports: transports.split(","),
  auth: JSON.parse(auth),
  reconnectionDelay: 50,
  reconnectionDelayMax: 50,
});
socket.io.on("open", () => {
  socket.io.engine.on("upgrade", (transport) => tell("upgrade", transport.name));
});
socket.on("connect", () => tell("connect", socket.id));
socket.on("connect_error", (error) => tell("connect_error", [error.message, error.data ?? null]));
socket.on("disconnect", (reason) => tell("disconnect", reason));
socket.onAny((event, data) =>
  tell("event", [event, Buffer.isBuffer(data) ? data.toString() : data, socket.io.engine.transport.name]),
);

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const [event, data] = JSON.parse(line);
  socket.timeout(5000).emit(event, data, (error, answer) =>
    tell("answer", [error ? "no answer" : null, answer ?? null]),
  );
});
