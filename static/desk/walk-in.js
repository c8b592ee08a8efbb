// The form for a guest who is not on the list. It says at once which organisation is meant, which may be meant, and who of
// that name is on the list or in already; what nobody can be sure of it asks before it puts a second one beside the first.
import { alike, isNameless, meant, taxCode } from "../shared/organisation-names.js";
import { refill } from "./drafts.js";
import { close, fault, isWithin, open, sure } from "./forms.js";
import { called, cameOf, hour, make, say } from "./page.js";
import { fold, tidyName } from "../shared/fold.js";
import { newId } from "../shared/ids.js";

const NEAR = 3;
const which = document.getElementById("walk-in");
const fields = which?.elements;
const texts = (house) => [house.name, house.short ?? "", house.tax ?? ""].map(fold).join(" ");

const DRAFT = "walk-in";
const TEXTS = ["house", "called", "name", "position", "phone", "seat"];

/** `done(body without id and time)`; `enter(guest)` where he is on the list after all. */
export function walkInForm(roster, drafts, done, enter) {
  drafts.follow(which, () => DRAFT, TEXTS);
  const houses = () => [...roster.organisations.values()];
  /** A name of which a person has said that it is none of those it is like. */
  let another = "";

  /** What the fields say of the organisation: the known one, or the name and tax code of a new one, and those it may be. */
  const read = () => {
    const typed = tidyName(fields.house.value);
    const tax = taxCode(typed) ?? "";
    const known = meant(houses(), typed, tax);
    const numbered = Boolean(typed) && !known && isNameless(typed);
    const name = numbered ? tidyName(fields.called.value) : typed;
    const named = numbered ? !isNameless(name) : Boolean(name);
    const house = known ?? (numbered && named ? meant(houses(), name, tax) : null);
    const maybe = house || !named || name === another ? [] : alike(houses(), name);
    return { typed, tax, numbered, name: named ? name : "", house, maybe: maybe.slice(0, NEAR) };
  };

  /** Listed guests of this name; first those of the organisation, and of them those who are not in. */
  const namesakes = (house) => {
    const name = fold(fields.name.value);
    const is = (guest) => fold(guest.name) === name || fold(roster.arrivals.get(guest.id)?.came_name ?? "") === name;
    const rank = (guest) => (guest.organisation === house?.id ? 0 : 2) + (roster.arrivals.has(guest.id) ? 1 : 0);
    return name ? [...roster.guests.values()].filter(is).sort((a, b) => rank(a) - rank(b)) : [];
  };

  const suggest = () => {
    const { house } = read();
    const typed = fold(fields.house.value);
    const near = typed ? houses().filter((one) => texts(one).includes(typed)) : [];
    const options = near.slice(0, 12).map((one) => Object.assign(make("option"), { value: one.name, label: [one.short, one.tax].filter(Boolean).join(" · ") }));
    document.getElementById("houses").replaceChildren(...options);
    const block = house && [...roster.guests.values()].find((guest) => guest.organisation === house.id)?.block;
    if (block) fields.block.value = block;
    hint();
  };

  const hint = () => {
    const said = read();
    which.querySelector("[data-called]").hidden = !said.numbered;
    const lines = [...houseLines(said, pick, other(said.name)), ...namesakes(said.house).slice(0, NEAR).flatMap(guestLines)];
    which.querySelector(".same").replaceChildren(...lines);
    fault(which, "");
  };
  const pick = (house) => {
    (read().numbered ? fields.called : fields.house).value = house.name;
    suggest();
    fields.name.focus();
  };
  const other = (name) => () => {
    another = name;
    hint();
    fields.name.focus();
  };
  const guestLines = (guest) => {
    if (roster.arrivals.has(guest.id)) return [make("b", "", inWords(guest, roster))];
    return [make("b", "", say("same", { who: called(guest) })), button("main", say("arrived"), () => listed(guest))];
  };

  /** On the list after all. */
  const listed = (guest) => {
    drafts.drop(DRAFT);
    which.reset();
    close();
    enter(guest);
  };

  const submit = async () => {
    const said = read();
    const name = tidyName(fields.name.value);
    if (!fault(which, said.typed ? "" : say("write_house"))) return fields.house.focus();
    if (!fault(which, said.house || said.name ? "" : say("write_called"))) return fields.called.focus();
    if (!fault(which, said.maybe.length ? say("choose_house") : "")) return which.querySelector(".same button").focus();
    if (!fault(which, name ? "" : say("write_guest"))) return fields.name.focus();
    const shown = namesakes(said.house);
    const body = { ...bodyOf(said, name), beside: shown.map(({ id }) => id).slice(0, 20) };
    const [twin] = shown.filter((guest) => guest.organisation === said.house?.id);
    if (twin && !(await sure(`${twinWords(twin, roster)} ${say("second")}`, say("add_second")))) return fields.name.focus();
    drafts.drop(DRAFT);
    which.reset();
    close();
    done(body);
  };

  fields.house.addEventListener("input", suggest);
  for (const field of [fields.called, fields.name]) field.addEventListener("input", hint);
  which.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  const start = (facts) => {
    which.reset();
    another = "";
    refill(which, facts);
    open(which);
    suggest();
    if (facts.block) fields.block.value = facts.block;
    firstEmpty().focus();
  };
  const firstEmpty = () => [fields.house, fields.name].find((field) => !field.value) ?? fields.name;
  /** Somebody is half written down: another one is written in his place only where a person says so. */
  const drawHalf = (facts) => {
    const line = which.querySelector(".half");
    const asked = facts.name || facts.house || "";
    const again = button("", asked ? say("start_with", { who: asked }) : say("start_new"), () => {
      drafts.drop(DRAFT);
      line.hidden = true;
      start(facts);
    });
    line.replaceChildren(make("span", "", say("half_filled")), again);
    line.hidden = false;
  };
  return {
    open(facts = {}) {
      const half = drafts.get(DRAFT);
      which.querySelector(".half").hidden = true;
      start(half ?? facts);
      if (half) drawHalf(facts);
    },
    /** As it was when the page was left. */
    wake() {
      if (drafts.get(DRAFT)) this.open();
    },
    fill({ name, honorific }) {
      refill(which, { name, honorific });
      which.dispatchEvent(new Event("input"));
      hint();
    },
    focus: () => isWithin(which) || fields.house.focus(),
    get isOpen() {
      return !which.hidden;
    },
  };
}

function bodyOf({ house, name, tax }, guest) {
  return {
    guest: newId(),
    name: guest,
    honorific: fields.honorific.value,
    position: tidyName(fields.position.value),
    phone: tidyName(fields.phone.value),
    block: fields.block.value,
    seat: tidyName(fields.seat.value),
    party: 1,
    organisation: house
      ? { id: house.id, name: house.name, short_name: house.short ?? "", tax_code: house.tax ?? "" }
      : { id: newId(), name, short_name: "", tax_code: tax },
  };
}

function houseLines({ typed, tax, numbered, name, house, maybe }, pick, other) {
  if (!typed) return [];
  if (house) return [make("span", "", say("joins", { house: house.name }))];
  if (maybe.length) return [make("b", "", say("maybe")), ...maybe.map((one) => button("main", one.name, () => pick(one))), button("", say("none_of_them"), other)];
  if (numbered && !name) return [make("b", "", say("unknown_number", { number: tax || typed }))];
  return [make("span", "", say("new_house", { house: name }))];
}

function button(look, words, does) {
  const made = make("button", look, words);
  made.type = "button";
  made.addEventListener("click", does);
  return made;
}

/** Who is in, since when and where. */
function inWords(guest, roster) {
  const arrival = roster.arrivals.get(guest.id);
  const house = roster.organisations.get(guest.organisation)?.name;
  const who = [arrival.came_name ? cameOf(arrival) : called(guest), house].filter(Boolean).join(", ");
  return say("same_in", { who, hour: hour(arrival.at), desk: arrival.desk });
}

const twinWords = (guest, roster) => (roster.arrivals.has(guest.id) ? `${inWords(guest, roster)}.` : `${say("same", { who: called(guest) })}.`);
