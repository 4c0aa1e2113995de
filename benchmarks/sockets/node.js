// Node's Socket.IO as its documentation says for speed: no per-message deflate, WebSocket engine ws.
const { createServer } = require("node:http");
const { Server } = require("../node_modules/socket.io");

const server = createServer();
const io = new Server(server, { perMessageDeflate: false });
const agents = io.of("/agent");

agents.on("connection", (socket) => {
  socket.join("room");
  socket.on("go", (events) => {
    let sent = 0;
    const step = () => {
      agents.to("room").emit("event", { text: "0".repeat(200 - 11) });
      sent += 1;
      if (sent < events) setImmediate(step);
    };
    step();
  });
});

// So that what is measured is what is held, not what is not yet collected.
process.on("SIGUSR2", () => global.gc());
server.listen(0, "127.0.0.1", () => console.log(`port ${server.address().port}`));
