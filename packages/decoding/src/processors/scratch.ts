/** A function that gives one array of the wanted length again and again: processors run once an id and allocate nothing. */
export function scratch<Values>(create: (length: number) => Values & { length: number }): (length: number) => Values {
  let values = create(0);
  return (length) => {
    if (values.length !== length) values = create(length);
    return values;
  };
}
