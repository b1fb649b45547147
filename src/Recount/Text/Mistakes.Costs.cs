namespace Recount.Text;

/// <content>Mistakes in catalogs and in claims of cost.</content>
public static partial class Mistakes
{
    private static (string Code, string About)[] CodesOfCosts =>
    [
        ("RC100", "A catalog names each accelerator, offer and site once, in one of its files."),
        ("RC101", "Every number of a catalog is above zero, and a price is one of its offer's currency, a code of three letters."),
        ("RC102", "Two prices of one offer hold at the same time: between the first and the last day on which a price was seen, no other was. Two spans of one price are two entries."),
        ("RC103", "Energy, power, time and the like are read with their unit: MWh and kWh differ a thousandfold."),
        ("RC104", "A quantity of a run follows from the others by the laws of docs/cost.md; what would do is named."),
        ("RC105", "Money of two currencies is never added or compared; there are no exchange rates."),
        ("RC106", "A cost claim asks for something that its run cannot answer."),
    ];

    public static Diagnostic CatalogVersion(Place at, string text) => new("RC008", at,
        $"'{Plain.Short(text)}' is no version of the catalog language that this recount reads", "Write 'catalog: 1'.");

    public static Diagnostic TwoInCatalog(Place at, string section, string name) => new("RC100", at,
        $"'{Plain.Short(name)}' stands among the {section} of the catalog a second time", "Keep one.");

    public static Diagnostic NotAboveZero(Place at, string text, string what) => new("RC101", at, $"'{Plain.Short(text)}' is no {Plain.Short(what)}: it is too small to be one");

    public static Diagnostic NoCurrency(Place at, string text) => new("RC101", at, $"'{Plain.Short(text)}' is no currency", "Write its three letters: USD, EUR.");

    public static Diagnostic OverlappingPrices(Place at, string offer, string price, string other, string day, string first, string last, int line) => new("RC102", at,
        $"the price {Plain.Short(price)} of '{Plain.Short(offer)}' was seen on {day}, while {Plain.Short(other)} was seen from {first} to {last}",
        $"The other price stands on line {line}. Where it came back after a change, it is two entries.");

    public static Diagnostic NoUnitOf(Place at, string text, string dimension, IEnumerable<string> units) => new("RC103", at,
        $"'{Plain.Short(text)}' has no unit of {dimension}", $"Units: {string.Join(", ", units.DefaultIfEmpty("none"))}");

    /// <param name="missing">Quantities that would do; none where no way is known.</param>
    public static Diagnostic NoWayTo(Place at, string quantity, IReadOnlyList<string> missing) => new("RC104", at, $"'{quantity}' does not follow from what is given",
        missing.Count == 0 ? "No law leads there: docs/cost.md." : $"It would with {string.Join(" and ", missing)}.");

    public static Diagnostic TwoCurrencies(Place at, string one, string other) => new("RC105", at,
        $"{Plain.Short(one)} and {Plain.Short(other)} cannot be compared: they are different currencies");

    public static Diagnostic CostQuestion(Place at, string what, string? advice = null) => new("RC106", at, what, advice);
}
