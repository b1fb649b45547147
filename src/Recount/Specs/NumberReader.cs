using Recount.Printed;
using Recount.Quantities;
using Recount.Text;
using Recount.Text.Yaml;

namespace Recount.Specs;

/// <summary>Reads printed numbers and the declarations beside them.</summary>
internal sealed class NumberReader(Status status, string? source, Diagnostics diagnostics)
{
    /// <summary>A number given as text or as a mapping with 'printed'.</summary>
    /// <param name="label">What formulas call it.</param>
    public PrintedNumber? Read(string label, YamlNode node)
    {
        var mapping = node as YamlNode.Mapping;
        if ((mapping is null ? node as YamlNode.Scalar : mapping.Text("printed")) is not { } text)
        {
            return null;
        }

        CheckElsewhere(mapping);
        var printedAs = mapping is null ? PrintedAs.Plainly : Options(mapping);
        var value = Value(text, printedAs ?? PrintedAs.Plainly);
        return printedAs is null || value is null ? null
            : new(label, label, value, mapping?.Text("at")?.Text, Status(mapping), Source(mapping), Flag(mapping, "elsewhere"), text.At);
    }

    /// <summary>The same reader inside a claim: its status and source stand for numbers that declare none.</summary>
    public NumberReader Within(YamlNode.Mapping claim) => new(Status(claim), Source(claim), diagnostics);

    /// <summary>Another work's number names that work.</summary>
    public void CheckElsewhere(YamlNode.Mapping? mapping)
    {
        if (Flag(mapping, "elsewhere") && Source(mapping) is null)
        {
            diagnostics.Add(Mistakes.OnlyWith(mapping!.Text("elsewhere")!.At, "elsewhere", "source"));
        }
    }

    /// <summary>The text as a printed number; a mistake when it is none.</summary>
    public PublishedValue? Value(YamlNode.Scalar text, PrintedAs printedAs)
    {
        var value = PublishedValue.Parse(text.Text, printedAs, out var limit);
        if (value is null)
        {
            diagnostics.Add(Mistakes.NoPrintedNumber(text.At, text.Text, limit, PublishedValue.Suggestion(text.Text)));
        }

        return value;
    }

    public Status Status(YamlNode.Mapping? mapping) => mapping?.Text("status") is { } word && StatusWords.Named(word.Text) is { } own ? own : status;

    public string? Source(YamlNode.Mapping? mapping) => mapping?.Text("source")?.Text ?? source;

    public static bool Flag(YamlNode.Mapping? mapping, string key) => mapping?.Text(key)?.Text == "true";

    /// <summary>The declarations of a mapping; null when one of them is a mistake.</summary>
    public PrintedAs? Options(YamlNode.Mapping mapping)
    {
        var mark = diagnostics.Mark;
        var rounding = mapping.Text("rounding") is { } word ? Rounding.Named(word.Text) : Rounding.Unknown;
        var digits = mapping.Text("digits") is { } text ? Digits(text) : null;
        foreach (var key in new[] { "margin", "level" })
        {
            if (mapping.Text(key) is { } number && Share(number.Text) is null)
            {
                diagnostics.Add(Mistakes.NoFreeNumber(number.At, key, number.Text, "5 %"));
            }
        }

        if (mapping.Text("complement") is { } complement && mapping["range"] is null)
        {
            diagnostics.Add(Mistakes.OnlyWith(complement.At, "complement", "range"));
        }

        return diagnostics.Mark > mark || rounding is null ? null : new(
            rounding, mapping.Text("unit") is { } unit ? Unit.Named(unit.Text) : null, digits, Flag(mapping, "exact"), mapping.Text("margin")?.Text,
            mapping.Text("bound")?.Text, mapping.Text("level")?.Text, mapping.Text("range") is { } range ? new(range.Text) : null, Flag(mapping, "complement"));
    }

    /// <summary>A number of significant digits.</summary>
    public int? Digits(YamlNode.Scalar text)
    {
        if (int.TryParse(text.Text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var digits) && digits is >= 1 and <= Literal.MaxDigits)
        {
            return digits;
        }

        diagnostics.Add(Mistakes.NoFreeNumber(text.At, "number of significant digits", text.Text, "3"));
        return null;
    }

    /// <summary>A whole number of at least zero, with or without a comma at every third digit; null when the text is none.</summary>
    public static long? Whole(string? text) => long.TryParse(
        text?.Replace(",", "", StringComparison.Ordinal), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var whole) ? whole : null;

    /// <summary>A positive number, with or without a percent sign; null when the text is none.</summary>
    public static (Rational Number, bool Relative)? Share(string text)
    {
        var relative = text.TrimEnd().EndsWith('%');
        return Literal.Parse(text.TrimEnd().TrimEnd('%').Trim(), out _) is { Value.Sign: > 0 } literal ? (relative ? literal.Value / 100 : literal.Value, relative) : null;
    }
}
