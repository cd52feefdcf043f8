import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** The store, for a process that is to hang once it has taken the lease and so many writes have gone through. */
export async function hangAfter(socketPath: string, most: number) {
  let isClaimed = false;
  let left = most;
  let onHang = (): void => undefined;
  const hung = new Promise<void>((resolve) => (onHang = resolve));
  const sockets = new Set<Socket>();
  const proxy = createServer((client) => {
    const store = connect(socketPath);
    for (const socket of [client, store]) sockets.add(socket.on('error', () => undefined));
    client.on('data', (chunk) => {
      const words = chunk.toString('latin1');
      isClaimed ||= words.includes('findAndModify');
      if (isClaimed && /insert|update|delete|findAndModify|drop|create/.test(words)) left -= 1;
      if (left >= 0) store.write(chunk);
      else onHang();
    });
    store.pipe(client);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    uri: `mongodb://127.0.0.1:${(proxy.address() as AddressInfo).port}/chuyen-de?directConnection=true`,
    hung,
    close: () => {
      for (const socket of sockets) socket.destroy();
      proxy.close();
    },
  };
}
