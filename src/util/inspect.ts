/** The method by which a value prints itself in Node and in tslab. */
export const inspect: unique symbol = Symbol.for("nodejs.util.inspect.custom");
