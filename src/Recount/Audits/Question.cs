using System.Text.RegularExpressions;
using Recount.Claims;
using Recount.Claims.Granularity;
using Recount.Claims.Relation;
using Recount.Claims.TestStatistic;
using Recount.Findings;
using Recount.Printed;
using Recount.Quantities;
using Recount.Quantities.Expressions;
using Recount.Specs;
using Recount.Text;

namespace Recount.Audits;

/// <summary>
/// A question without a spec: "0.28/(0.34+0.28) = 0.46", "82.3% of 56" or "t(28) = 2.20, p = .03". Numbers with a point, a power of ten, a
/// suffix or a percent sign were printed, so they were rounded; plain whole numbers such as the 6 of 6ND are exact. The same
/// text twice is the same number.
/// </summary>
/// <param name="Text">As asked.</param>
/// <param name="Spec">An invented spec with the one claim.</param>
public sealed partial record Question(string Text, Spec Spec)
{
    /// <summary>The forms that are read, for a message; the first is the commonest.</summary>
    public static IReadOnlyList<string> Forms { get; } = ["0.28/(0.34+0.28) = 0.46", "82.3% of 56", "0.488 <= 0.50 <= 0.502", "t(28) = 2.20, p = .03"];

    /// <summary>The forms, the one first that a text comes nearest to.</summary>
    public static IEnumerable<string> FormsLike(string text)
    {
        const string signs = "<(,po";
        return Forms.OrderByDescending(f => signs.Count(c => f.Contains(c, StringComparison.Ordinal) == text.Contains(c, StringComparison.Ordinal)));
    }

    /// <summary>Reads a question; null with a sentence that says what is wrong.</summary>
    public static Question? Read(string text, out string? mistake)
    {
        mistake = null;
        if (Test.Parse(text) is { P: { } p } test)
        {
            if (PublishedValue.Parse(p, PrintedAs.Plainly, out _) is { } printed && test.Statistic.Interval is { IsBounded: true })
            {
                var number = Number("p", printed);
                return Ask(text, "test-statistic", number, new TestMeasure(test, Number(test.Name, test.Statistic), number));
            }

            mistake = $"'{Plain.Short(p)}' is not a p-value as a paper prints it.";
            return null;
        }

        if (Share().Match(text) is { Success: true } share)
        {
            return OfItems(text, share.Groups["number"].Value, share.Groups["items"].Value, out mistake);
        }

        // "a formula = a printed number" or a comparison of formulas.
        var equals = text.LastIndexOf('=');
        var isPlain = equals > 0 && text[equals - 1] is not ('<' or '>' or '!' or '=');
        var published = isPlain && PublishedValue.Parse(text[(equals + 1)..], PrintedAs.Plainly, out _) is { } value && !IsWhole(value) ? value : null;
        var formula = Formula.Parse(published is null ? text : text[..equals], out var wrong);
        if (formula is null)
        {
            mistake = $"{char.ToUpperInvariant(wrong!.Message[0])}{wrong.Message[1..]} (column {wrong.Offset + 1}).";
            return null;
        }

        if (formula.Terms.SelectMany(t => t.Nodes()).OfType<Expression.Reference>().FirstOrDefault() is { } name)
        {
            mistake = $"'{name}' is a name: a question holds numbers only.";
            return null;
        }

        if (!formula.IsComparison && published is null)
        {
            mistake = "The question says no number to hold the formula against: add '= 0.46'.";
            return null;
        }

        return formula.IsComparison && published is not null
            ? Relation(text, Formula.Parse(text, out _)!, null)
            : Relation(text, formula, published is null ? null : Number("the printed number", published));
    }

    /// <summary>The finding.</summary>
    public Finding Answer() =>
        AuditRun.Judge(AuditRun.Measure(Plan.Of([Spec])), _ => null)[0].Findings[0];

    /// <summary>A claim to paste into a spec, with the printed numbers as values.</summary>
    public string Yaml()
    {
        var check = Spec.Claims[0].Checks[0];
        if (check.Measure is GranularityMeasure granularity)
        {
            return $"claims:\n  - id: my-score\n    says: \"...\"\n    published: \"{granularity.Published.Value.Text}\"\n    granularity: {{ items: \"{granularity.Items}\" }}\n";
        }

        if (check.Measure is not RelationMeasure relation)
        {
            return $"claims:\n  - id: my-test\n    says: \"...\"\n    test-statistic: \"{Text.Replace("\"", "\\\"", StringComparison.Ordinal)}\"\n";
        }

        var printed = relation.Numbers.Select((n, i) => $"  {Name(i)}: {{ printed: \"{n.Value.Text}\", at: \"Table ...\" }}\n");
        var values = relation.Numbers.Count == 0 ? "" : "values:\n" + string.Concat(printed);
        var published = check.Published is { } p ? $"    published: \"{p.Value.Text}\"\n" : "";
        return $"{values}claims:\n  - id: my-claim\n    says: \"...\"\n{published}    relation: \"{relation.Formula.Print(Name)}\"\n";
    }

    private static string Name(int index) => index < 26 ? ((char)('a' + index)).ToString() : $"x{index}";

    // "= 2" may be a count or a rounded number: as a comparison it is exact, which is what a whole number in a formula means.
    private static bool IsWhole(PublishedValue value) => value is { Qualifier: Qualifier.None, RangeEnd: null } && value.Text.All(char.IsAsciiDigit);

    private static Question? Relation(string text, Formula formula, PrintedNumber? published)
    {
        var inputs = new List<PrintedNumber>();
        var bound = formula.Select(t => Bind(t, inputs));
        return Ask(text, "relation", published, new RelationMeasure(bound, inputs));
    }

    private static Question? OfItems(string text, string number, string items, out string? mistake)
    {
        var count = Literal.Parse(items, out _);
        var value = PublishedValue.Parse(number, PrintedAs.Plainly, out _);
        mistake = value is null ? $"'{Plain.Short(number)}' is not a number as a paper prints it."
            : count is not { Value: { IsWhole: true, Sign: > 0 } } ? $"'{Plain.Short(items)}' is no number of items."
            : null;
        if (mistake is not null)
        {
            return null;
        }

        var published = Number("the printed number", value!);
        var data = value!.Unit == Unit.Percent ? "share" : "mean";
        return Ask(text, "granularity", published, new GranularityMeasure(published, count!.Value.Numerator, 1, null, data, []));
    }

    [GeneratedRegex(@"^(?<number>.+?)\s+of\s+(?<items>[0-9,]+)(?:\s+items?)?$", RegexOptions.NonBacktracking)]
    private static partial Regex Share();

    private static Expression Bind(Expression node, List<PrintedNumber> inputs)
    {
        switch (node)
        {
            case Expression.Number number when !number.Text.All(char.IsAsciiDigit):
                var index = inputs.FindIndex(i => i.Id == number.Text);
                if (index < 0)
                {
                    inputs.Add(Number(number.Text, PublishedValue.Parse(number.Text)));
                    index = inputs.Count - 1;
                }

                return new Expression.Input(index);
            case Expression.Negate negate:
                return new Expression.Negate(Bind(negate.Operand, inputs));
            case Expression.Binary binary:
                return binary with { Left = Bind(binary.Left, inputs), Right = Bind(binary.Right, inputs) };
            case Expression.Call call:
                return call with { Arguments = [.. call.Arguments.Select(a => Bind(a, inputs))] };
            default:
                return node;
        }
    }

    private static PrintedNumber Number(string label, PublishedValue value) => new(label, label, value, null, Status.Primary, null, false, Place.Nowhere);

    private static Question Ask(string text, string kind, PrintedNumber? published, Measure measure)
    {
        var claim = new Claim("question", text, null, null, kind, null, [new("", text, published, measure, Place.Nowhere)], 0, null, null, null, null, null, null, null, Place.Nowhere);
        var none = new Dictionary<string, PrintedNumber>();
        return new(text, new(
            "ask", new("", null, null, null, true), Status.Primary, null, none, new Dictionary<string, PrintedTable>(), [],
            new Dictionary<string, Claims.Fits.DeclaredFit?>(), new Dictionary<string, Family>(), [claim], [new("", "")]));
    }
}
