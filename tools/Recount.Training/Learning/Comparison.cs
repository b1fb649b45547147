using Recount.Statistics;
using Recount.Training.Formats;

namespace Recount.Training.Learning;

/// <summary>Two formats on the same items, by the trainer's own scores.</summary>
/// <param name="Says">What is compared, in words.</param>
internal sealed record Comparison(string Says, Score First, Score Second)
{
    /// <summary>Items that only the first has right, and only the second.</summary>
    public (int First, int Second) Only
    {
        get
        {
            var pairs = First.AreRight.Zip(Second.AreRight).ToList();
            return (pairs.Count(p => p is (true, false)), pairs.Count(p => p is (false, true)));
        }
    }

    public double Points => 100.0 * (First.Right - Second.Right) / First.Items.Count;

    /// <summary>McNemar's exact p of no difference.</summary>
    public double P => ProportionTest.McNemar(Only.First, Only.Second);

    /// <summary>Those that the complaints are about, and the separator: each against the first format of its grid.</summary>
    public static IReadOnlyList<Comparison> Of(IReadOnlyList<Sheet> sheets)
    {
        Score Other(Sheet sheet, Labels? labels = null, string? separator = null, string? verbalizers = null)
        {
            var first = sheet.Reference.Format;
            return sheet.Scores.First(s => s.Format.Labels == (labels ?? first.Labels) && s.Format.Separator == (separator ?? first.Separator) && s.Format.Choices == (verbalizers ?? first.Choices));
        }

        var (boolq, cb, qa) = (sheets[0], sheets[1], sheets[2]);
        return
        [
            new("boolq: yes and no above true and false", boolq.Reference, Other(boolq, verbalizers: "true/false")),
            new("cb: true, false and neither above True, False and Neither", cb.Reference, Other(cb, verbalizers: "True/False/Neither")),
            new("boolq: question and answer above Q and A", boolq.Reference, Other(boolq, Grid.Letters)),
            new("qa: question and answer above Q and A", qa.Reference, Other(qa, Grid.Letters)),
            new("boolq: answer on the line of its label above answer on the next", boolq.Reference, Other(boolq, separator: ":\n")),
            new("cb: answer on the line of its label above answer on the next", cb.Reference, Other(cb, separator: ":\n")),
        ];
    }
}
