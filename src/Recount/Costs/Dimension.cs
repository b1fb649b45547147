using Recount.Quantities;

namespace Recount.Costs;

/// <summary>What a number of a cost claim counts, with the unit that formulas count it in.</summary>
/// <param name="Name">For messages: "energy".</param>
/// <param name="Base">The unit of formulas, such as kWh; empty for a plain number.</param>
/// <param name="Units">The other units that are read, each as so many of the base.</param>
/// <param name="NeedsUnit">A number printed without a unit would be a guess, a thousandfold wrong perhaps.</param>
public sealed record Dimension(string Name, string Base, IReadOnlyList<(string Word, Rational Scale)> Units, bool NeedsUnit)
{
    /// <summary>Hours in a year and in a month: the Julian year of 365.25 days, and its twelfth.</summary>
    public static readonly Rational HoursInYear = 8766, HoursInMonth = HoursInYear / 12;

    private static readonly Rational Kilo = 1000, Mega = Rational.Ten(6), Giga = Rational.Ten(9), Tera = Rational.Ten(12), Peta = Rational.Ten(15);

    private static readonly (string, Rational)[] Hours =
    [
        ("h", 1), ("hours", 1), ("hour", 1), ("d", 24), ("days", 24), ("day", 24), ("weeks", 168), ("week", 168), ("months", HoursInMonth), ("month", HoursInMonth),
        ("years", HoursInYear), ("year", HoursInYear), ("minutes", Rational.One / 60), ("min", Rational.One / 60), ("s", Rational.One / 3600), ("seconds", Rational.One / 3600),
    ];

    /// <summary>Devices, parameters, tokens, layers: a number of things, whatever they are called.</summary>
    public static Dimension Count { get; } = new("a number", "", [], false);

    /// <summary>A share, in percent or from 0 to 1.</summary>
    public static Dimension Share { get; } = new("a share", "", [("%", 1)], false);

    /// <summary>Floating-point operations; a PF-day is 8.64e19 of them.</summary>
    public static Dimension Compute { get; } = new("floating-point operations", "FLOP",
        [("FLOPs", 1), ("PF-days", Rational.Ten(15) * 86_400), ("PFLOP-days", Rational.Ten(15) * 86_400), ("EFLOP", Rational.Ten(18)), ("ZFLOP", Rational.Ten(21))], false);

    /// <summary>Floating-point operations per second.</summary>
    public static Dimension Speed { get; } = new("operations per second", "FLOP/s",
        [("FLOPS", 1), ("GFLOP/s", Giga), ("TFLOP/s", Tera), ("TFLOPs/s", Tera), ("TFLOPS", Tera), ("PFLOP/s", Peta), ("PFLOPS", Peta)], true);

    public static Dimension Duration { get; } = new("a time", "h", Hours, true);

    /// <summary>Short times, in seconds: of a step, of a request.</summary>
    public static Dimension Latency { get; } = new("a short time", "s", [("seconds", 1), ("ms", Rational.One / 1000), ("min", 60)], true);

    /// <summary>One device for one hour. A word before the unit names the device: A100-hours.</summary>
    public static Dimension DeviceTime { get; } = new("device time", "device-hours", Hours, false);

    public static Dimension Power { get; } = new("power", "kW", [("W", Rational.One / 1000), ("MW", Kilo), ("GW", Mega)], true);

    public static Dimension Energy { get; } = new("energy", "kWh", [("Wh", Rational.One / 1000), ("MWh", Kilo), ("GWh", Mega), ("J", new Rational(1, 3_600_000))], true);

    /// <summary>Carbon dioxide, or what warms as much.</summary>
    public static Dimension Carbon { get; } = new("carbon dioxide", "kg",
        [("g", Rational.One / 1000), ("t", Kilo), ("tCO2eq", Kilo), ("tCO2e", Kilo), ("tons", Kilo), ("tonnes", Kilo), ("kt", Mega)], true);

    public static Dimension CarbonIntensity { get; } = new("carbon per energy", "kg/kWh", [("g/kWh", Rational.One / 1000), ("t/MWh", 1)], true);

    /// <summary>Money, in whatever currency; two currencies are never mixed.</summary>
    public static Dimension Money { get; } = new("money", "", [("cents", Rational.One / 100), ("cent", Rational.One / 100)], false);

    /// <summary>Money for one device and hour.</summary>
    public static Dimension Price { get; } = new("a price per device-hour", "",
        [("per hour", 1), ("an hour", 1), ("/h", 1), ("/hour", 1), ("per GPU-hour", 1), ("per device-hour", 1), ("per day", Rational.One / 24), ("/day", Rational.One / 24)], false);

    public static Dimension Throughput { get; } = new("tokens per second", "tokens/s",
        [("per second", 1), ("/s", 1), ("tokens per second", 1), ("per minute", Rational.One / 60), ("per hour", Rational.One / 3600), ("per day", Rational.One / 86_400)], false);

    /// <summary>Requests, counted per second.</summary>
    public static Dimension Rate { get; } = new("requests per second", "requests/s",
        [("per second", 1), ("/s", 1), ("requests per second", 1), ("per minute", Rational.One / 60), ("requests per minute", Rational.One / 60), ("per hour", Rational.One / 3600),
            ("requests per hour", Rational.One / 3600), ("per day", Rational.One / 86_400), ("requests per day", Rational.One / 86_400)], false);

    public static Dimension Memory { get; } = new("memory", "bytes",
        [("B", 1), ("kB", Kilo), ("MB", Mega), ("GB", Giga), ("TB", Tera), ("MiB", 1 << 20), ("GiB", 1 << 30)], true);

    public static Dimension Bandwidth { get; } = new("bytes per second", "bytes/s", [("B/s", 1), ("GB/s", Giga), ("TB/s", Tera)], true);

    /// <summary>How many of the base one of a unit is; null where the word is no unit of this kind.</summary>
    /// <param name="word">As printed; empty for none.</param>
    public Rational? Scale(string word)
    {
        if (word.Length == 0)
        {
            return NeedsUnit ? null : Rational.One;
        }

        if (this == Share)
        {
            return word == "%" ? Rational.One : null;
        }

        // What is counted may be called anything, but for what is a unit of something else, a rate, or a box with several in it.
        if (this == Count)
        {
            return IsRate(word) || Scales.Of(word) is not null || Boxes.Any(n => word.StartsWith(n, StringComparison.OrdinalIgnoreCase)) ? null : Rational.One;
        }

        // Of a currency that is named or not.
        if ((this == Money || this == Price) && !Units.Any(u => u.Word == word))
        {
            return PublishedValue.Currencies.Contains(word) || word.ToLowerInvariant() is "dollars" or "dollar" or "euros" or "euro" ? Rational.One : null;
        }

        // GPU-hours and A100-days are hours and days of devices; PF-days are none.
        var plain = word;
        if (this == DeviceTime && word.LastIndexOfAny(['-', ' ']) is > 0 and var at)
        {
            plain = Boxes.Concat(NoDevice).Any(n => word.Contains(n, StringComparison.OrdinalIgnoreCase)) ? "" : word[(at + 1)..];
        }

        if (plain == Base || (this == DeviceTime && word == Base))
        {
            return Rational.One;
        }

        // Written out, a word may begin with a capital; an abbreviation in another case is another unit: m and M, b and B.
        const int abbreviation = 3;
        var named = Units.FirstOrDefault(u => u.Word == plain) is { Word: not null } exact ? exact
            : Units.FirstOrDefault(u => u.Word.Length > abbreviation && u.Word.All(char.IsLetter) && u.Word.Equals(plain, StringComparison.OrdinalIgnoreCase));
        return named.Word is null ? null : named.Scale;
    }

    private static readonly string[] Boxes = ["node", "instance", "server", "host", "pod"], NoDevice = ["PF-", "flop", "watt", "kW", "MW", "core", "wall"];

    private static bool IsRate(string word) => word.Contains('/', StringComparison.Ordinal) || $" {word} ".Contains(" per ", StringComparison.Ordinal);

    /// <summary>The words that <see cref="Scale"/> reads, for messages.</summary>
    public IEnumerable<string> Words => new[] { Base }.Concat(Units.Select(u => u.Word)).Where(w => w.Length > 0).Distinct();
}
