using Recount.Scoring;

namespace Recount.Tests.Scoring;

public class RollingTests
{
    private static IEnumerable<(int[] Context, int[] Predicted)> Windows(int count, int length, int context) =>
        RollingWindow.Of([.. Enumerable.Range(0, count)], 99, length, context).Select(w => (w.Context.ToArray(), w.Predicted.ToArray()));

    [Fact]
    public void Windows_with_one_token_of_context_are_those_of_the_harness() =>
        Assert.Equal([([99], [0, 1, 2, 3]), ([3], [4, 5, 6, 7]), ([5, 6, 7], [8, 9])], Windows(10, 4, 1));

    [Fact]
    public void Windows_with_two_tokens_of_context_are_those_of_the_harness() =>
        Assert.Equal([([99], [0, 1, 2, 3]), ([2, 3], [4, 5, 6]), ([5, 6], [7, 8, 9])], Windows(10, 4, 2));

    [Fact]
    public void Every_token_is_predicted_once_and_a_run_is_never_too_long()
    {
        for (var count = 0; count < 25; count++)
        {
            for (var length = 1; length < 9; length++)
            {
                for (var context = 1; context <= length; context++)
                {
                    var windows = Windows(count, length, context).ToList();
                    Assert.Equal(Enumerable.Range(0, count), windows.SelectMany(w => w.Predicted));
                    Assert.All(windows, w => Assert.InRange(w.Context.Length + w.Predicted.Length - 1, 1, length));
                    Assert.All(windows.Skip(1), w => Assert.Equal(length, w.Context.Length + w.Predicted.Length - 1));
                    Assert.All(windows.Skip(1), w => Assert.InRange(w.Context.Length, context, length));
                    Assert.All(windows.Skip(1), w => Assert.Equal(w.Predicted[0] - 1, w.Context[^1]));
                }
            }
        }
    }

    [Fact]
    public void Windows_of_no_length_are_refused_at_once()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RollingWindow.Of([1], 99, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => RollingWindow.Of([1], 99, 4, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => RollingWindow.Of([1], 99, 4, 0));
    }

    // len(re.split(r"\s+", text)) of CPython 3.11.7.
    [Theory]
    [InlineData("", 1)]
    [InlineData(" ", 2)]
    [InlineData("a", 1)]
    [InlineData("a b", 2)]
    [InlineData(" a  b\n", 4)]
    [InlineData("\u001c\u001d", 2)]
    [InlineData("a\u200bb", 1)]
    [InlineData("a\u00a0b", 2)]
    public void Words_are_the_pieces_of_Python_s_split(string text, int words) => Assert.Equal(words, new RollingText(text, 0, 1).Words);

    // From an independent computation in Python.
    [Fact]
    public void Perplexities_are_over_all_texts_together()
    {
        var rolling = RollingPerplexity.Of([new(" a  b\n", -12.5, 4), new("", 0, 0), new("héllo wörld \U0001f600", -30.25, 9)]);
        static double Known(Amount amount) => Assert.IsType<Amount.Known>(amount).Value;
        Assert.Equal(209.29610089202527, Known(rolling.PerWord), 11);
        Assert.Equal(5.937273373745607, Known(rolling.PerByte), 13);
        Assert.Equal(26.801598692999992, Known(rolling.PerToken), 12);
        Assert.Equal(2.569800541583466, Known(rolling.BitsPerByte), 13);
    }

    [Fact]
    public void A_perplexity_without_units_is_not_there()
    {
        var none = RollingPerplexity.Of([]);
        Assert.All([none.PerWord, none.PerByte, none.PerToken, none.BitsPerByte], a => Assert.IsType<Amount.Unavailable>(a));
        var empty = RollingPerplexity.Of([new("", 0, 0)]);
        Assert.Equal(new Amount.Known(1), empty.PerWord);
        Assert.IsType<Amount.Unavailable>(empty.BitsPerByte);
    }
}
