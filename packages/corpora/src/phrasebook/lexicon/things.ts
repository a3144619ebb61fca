import type { Noun } from './noun.js';
import { nounsOf } from './noun.js';

/** What can be bought, sold, found, lost and looked for. */
export const objects = (): Noun[] =>
  nounsOf(`
    book     | libro      | m
    letter   | carta      | f
    newspaper| periódico  | m
    photo    | foto       | f
    map      | mapa       | m
    key      | llave      | f
    bag      | bolsa      | f
    box      | caja       | f
    car      | coche      | m
    bicycle  | bicicleta  | f
    clock    | reloj      | m
    pencil   | lápiz      | m
    table    | mesa       | f
    chair    | silla      | f
    lamp     | lámpara    | f
    guitar   | guitarra   | f
    knife    | cuchillo   | m
  `);

/** What is worn. */
export const clothes = (): Noun[] =>
  nounsOf(`
    shirt | camisa    | f
    coat  | abrigo    | m
    hat   | sombrero  | m
    dress | vestido   | m
    shoe  | zapato    | m
    skirt | falda     | f
  `);

/** What is eaten, one by one. */
export const foods = (): Noun[] =>
  nounsOf(
    `
    apple  | manzana | f
    orange | naranja | f
    egg    | huevo   | m
    tomato | tomate  | m
    potato | patata  | f
    cake   | pastel  | m
  `,
    { isFood: true },
  );

/** What is eaten and has no plural here. */
export const meals = (): Noun[] =>
  nounsOf(`
    bread  | pan     | m
    rice   | arroz   | m
    fish   | pescado | m
    meat   | carne   | f
    cheese | queso   | m
    soup   | sopa    | f
  `);

/** What is drunk. */
export const drinks = (): Noun[] =>
  nounsOf(`
    water  | agua  | fa
    milk   | leche | f
    coffee | café  | m
    tea    | té    | m
    wine   | vino  | m
  `);

/** What is opened, closed and cleaned. */
export const rooms = (): Noun[] =>
  nounsOf(`
    door    | puerta  | f
    window  | ventana | f
    kitchen | cocina  | f
    house   | casa    | f
    garden  | jardín  | m
  `);

/** Where people go. */
export const places = (): Noun[] =>
  nounsOf(`
    school   | escuela    | f
    market   | mercado    | m
    beach    | playa      | f
    station  | estación   | f
    park     | parque     | m
    hospital | hospital   | m
    library  | biblioteca | f
    city     | ciudad     | f
    shop     | tienda     | f
    museum   | museo      | m
  `);

/** What is kept and seen. */
export const animals = (): Noun[] =>
  nounsOf(`
    dog   | perro   | m
    cat   | gato    | m
    horse | caballo | m
    bird  | pájaro  | m
    cow   | vaca    | f
  `);
