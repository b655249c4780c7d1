export default () => globalThis.closeTestBroker();
