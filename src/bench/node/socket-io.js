// What one sends, all hear; as Socket.IO's own first example does it.
const { createServer } = require('http');
const { Server } = require('socket.io');

const http = createServer();
const io = new Server(http, { transports: ['websocket'] });
io.on('connection', socket => socket.on('m', text => io.emit('m', text)));
http.listen(0, '127.0.0.1', () => console.log('ready at ' + http.address().port));
