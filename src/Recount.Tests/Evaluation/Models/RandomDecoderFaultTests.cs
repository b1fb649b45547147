namespace Recount.Tests.Evaluation.Models;

/// <summary>Each broken decoder shows itself to the comparisons that its fault names, to no other, and by far: a check of models can be held against them.</summary>
public class RandomDecoderFaultTests
{
    // Above 0: RandomDecoderRun takes 0 for padding.
    private static readonly int[] Text = [17, 3, 60, 41, 3, 3, 25, 9, 52, 33, 8];

    private static readonly int[] Longer = [5, 44, 12, .. Text];

    private const string Batch = "batch";
    private const string Parts = "parts";
    private const string PaddedPast = "padded past";
    private const string End = "end";

    private static readonly Dictionary<RandomDecoderFault, string[]> Shown = new()
    {
        [RandomDecoderFault.None] = [],
        [RandomDecoderFault.SeesPadding] = [Batch, Parts, PaddedPast, End],
        [RandomDecoderFault.SeesAhead] = [Parts, PaddedPast, End],
        [RandomDecoderFault.ForgetsPast] = [Parts, PaddedPast],
        [RandomDecoderFault.IgnoresMask] = [PaddedPast],
        [RandomDecoderFault.PositionsOfRow] = [Batch, PaddedPast],
        [RandomDecoderFault.PositionsOfColumn] = [PaddedPast],
    };

    public static readonly TheoryData<string> Faults = [.. Enum.GetNames<RandomDecoderFault>()];

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_shows_where_it_says_and_nowhere_else(string name)
    {
        var fault = Enum.Parse<RandomDecoderFault>(name);
        using var decoder = new RandomDecoderRun(new() { WithPast = true, Broken = fault });
        var alone = decoder.Run([Text]).Logits[0];
        var first = decoder.Run([Text[..6]]);
        var padded = decoder.Run([Longer[..9], [.. Text[..6], 0, 0, 0]]);
        Dictionary<string, double> differences = new()
        {
            [Batch] = Difference(alone, decoder.Run([Longer, [.. Text, 0, 0, 0]]).Logits[1][..Text.Length]),
            [Parts] = Difference(alone[6..], decoder.Run([Text[6..]], first).Logits[0]),
            [PaddedPast] = Difference(alone[6..], decoder.Run([Longer[9..], Text[6..]], padded).Logits[1]),
            [End] = Difference(alone[..6], first.Logits[0]),
        };
        Assert.Equal(Shown[fault], differences.Where(d => d.Value > 0.1).Select(d => d.Key));
        Assert.All(differences.Where(d => !Shown[fault].Contains(d.Key)), d => Assert.InRange(d.Value, 0, 1e-4));
    }

    private static double Difference(float[][] expected, float[][] actual) =>
        RandomDecoderTests.Difference(Array.ConvertAll(expected, row => Array.ConvertAll(row, l => (double)l)), actual);
}
