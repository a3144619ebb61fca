const listed = (list: string): string[] => list.split(',').map((word) => word.trim());

/** What fills the slots of {@link titles}; companies and rivals, teams and opponents share no name. */
export const fillings = {
  company: listed(
    'Norvex, Halden Foods, Quillan, Bluepine Energy, Tarrow Steel, Orbell Air, Masonfield Bank, Kestrel Media',
  ),
  rival: listed('Dunmore Group, Sellwick, Aldane Motors, Pellerin, Corvath, Lumis Drugs, Greyton Rail, Vantor'),
  team: listed('Lions, Rovers, Comets, Mariners, Falcons, Bruins, Giants, Wolves'),
  opponent: listed('Harriers, Pilots, Badgers, Kings, Islanders, Tigers, Miners, Hornets'),
  player: listed('Marlow, Okafor, Lindqvist, Ferrante, Dubois, Tanaka, Reyes, Kowalski, Brandt, Singh'),
  country: listed('Norway, Kenya, Brazil, Poland, Chile, Egypt, Vietnam, Portugal, Canada, Iceland'),
  neighbour: listed('Sweden, Uganda, Peru, Latvia, Bolivia, Jordan, Laos, Spain, Denmark, Ireland'),
  city: listed('Oslo, Nairobi, Lima, Geneva, Dublin, Cairo, Toronto, Lisbon, Hanoi, Vienna, Sydney, Boston'),
  number: listed('200, 350, 500, 800, "1,200", "2,000", "3,500"').map((number) => number.replaceAll('"', '')),
  years: listed('Two, Three, Four, Five'),
  goods: listed('Oil, Gold, Wheat, Copper, Coffee, Steel, Sugar, Gas'),
  moves: listed('Rise, Fall, Climb, Slip, Jump, Ease, Hold Steady, Edge Higher'),
  cause: listed(
    'Winter Nears, Supply Tightens, Dollar Weakens, Demand Cools, Strike Ends, Stocks Shrink, Exports Grow',
  ),
  results: listed('Profit, Sales, Earnings, Orders, Revenue'),
  change: listed('Higher, Lower, Record, Flat, Weaker, Stronger'),
  stage: listed('Overtime, Cup Final, Season Opener, Shootout, Semifinal, Extra Time'),
  event: listed('Marathon, Open, Grand Prix, Masters, Classic, Regatta'),
  agreement: listed('Trade Deal, Border Pact, Fishing Accord, Water Treaty, Energy Deal, Rail Agreement'),
  meeting: listed('Peace Talks, Climate Talks, Budget Talks, Trade Summit, Coalition Talks, Debt Talks'),
  office: listed('Finance Minister, Prime Minister, Central Bank Chief, Police Chief, Health Minister, Army Chief'),
  product: listed('Phone, Laptop, Camera, Browser, Search Tool, Music Player, Robot, Game Console, Chip'),
  quality: listed('Faster, Smaller, Cheaper, Thinner, Lighter, Smarter'),
  discovery: listed('New Frog, Giant Squid, Ancient City, Lost Ship, Rare Orchid, Frozen Lake, Fossil Whale'),
  place: listed('in Amazon, off Greenland, under Desert, in Deep Sea, near Volcano, in Arctic Ice, below Glacier'),
  body: listed('Saturn, Mars, Venus, Mercury, Comet, Distant Moon, Asteroid'),
};

/** Titles with `{slots}` to fill in: business, sport, the world, science and technology, as many of each. */
export const titles: readonly string[] = `
  {company} Posts {change} {results}
  {company} to Cut {number} Jobs in {city}
  {goods} Prices {moves} as {cause}
  {company} Agrees to Buy {rival}
  {rival} Rejects Offer From {company}
  {company} {results} {moves}; Shares Follow
  {team} Beat {opponent} in {stage}
  {player} Wins {city} {event}
  {team} Sign {player} for {years} Years
  Injured {player} to Miss {city} {event}
  {team} Rally Past {opponent}
  {player} Lifts {team} Over {opponent} in {stage}
  {meeting} Stall in {city}
  {country}, {neighbour} Sign {agreement}
  {office} of {country} Resigns
  Storm Leaves {number} Homeless in {country}
  {country} Votes as {meeting} Resume
  {office} Calls for {agreement} With {neighbour}
  Scientists Find {discovery} {place}
  {company} Unveils {quality} {product}
  Probe Sends First Pictures of {body}
  Study: {discovery} {place} May Be Older
  {rival} Delays {quality} {product}
  {company}, {rival} Race to Build {quality} {product}
`
  .trim()
  .split('\n')
  .map((line) => line.trim());
