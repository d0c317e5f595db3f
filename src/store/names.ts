import { randomInt } from "node:crypto";

const adjectives =
  "amber,bold,brave,bright,brisk,calm,clear,clever,coral,cosy,crisp,deft,dusky,eager,early,fair,fleet,fresh,gentle,glad,golden,green,happy,hardy,keen,kind,late,light,lively,lucid,mellow,mild,neat,noble,north,pale,patient,plain,proud,quick,quiet,rapid,ready,round,rustic,sharp,shy,silver,smart,snug,soft,solid,south,steady,still,strong,sunny,sure,swift,tidy,vivid,warm,wise,young".split(
    ",",
  );
const nouns =
  "alder,badger,beech,birch,brook,cedar,cliff,crane,creek,dune,eagle,elm,falcon,fern,finch,fjord,forest,fox,glade,grove,hare,harbor,hawk,hazel,heron,hill,island,ivy,kestrel,lake,lark,larch,linden,lynx,maple,marsh,meadow,moor,moss,oak,ocean,orchid,otter,owl,pine,plover,pond,poplar,reef,ridge,river,robin,rowan,sage,shore,sparrow,spruce,stone,stork,swan,thrush,valley,willow,wren".split(
    ",",
  );

/** Give runs names that are readable and not used twice in an experiment. */
export class RunNames {
  #taken = new Map<string, Set<string>>();

  /** Note a name that is in the file. */
  note(experiment: string, name: string): void {
    const names = this.#taken.get(experiment);
    if (names) names.add(name);
    else this.#taken.set(experiment, new Set([name]));
  }

  /** Return the wanted name, `wanted-2`, … or a fresh one such as `calm-heron`. */
  free(experiment: string, wanted?: string): string {
    const taken = this.#taken.get(experiment) ?? new Set();
    const stem = wanted ?? `${pick(adjectives)}-${pick(nouns)}`;
    let name = stem;
    for (let n = 2; taken.has(name); n++) name = `${stem}-${n}`;
    this.note(experiment, name);
    return name;
  }
}

function pick(words: readonly string[]): string {
  return words[randomInt(words.length)]!;
}
