using Recount.Evaluation.Runs;

namespace Recount.Tests.Evaluation.Runs;

/// <summary>What was measured is not lost, and what was damaged is not used.</summary>
public sealed class RunLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recount-").FullName;

    private string File_ => Path.Combine(_folder, "scores.log");

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void What_was_added_is_found_again_bit_for_bit()
    {
        Write(5);
        using var log = RunLog.Open(File_, "a model");
        Assert.Equal((5, 0), (log.Records, log.Damaged));
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(Scores(i).LogProbabilities, log.Find(Sequence(i))!.LogProbabilities);
            Assert.Equal(Scores(i).Greedy, log.Find(Sequence(i))!.Greedy);
        }
    }

    [Fact]
    public void Another_model_other_tokens_or_another_end_find_nothing()
    {
        Write(1);
        using (var log = RunLog.Open(File_, "another model"))
        {
            Assert.Null(log.Find(Sequence(0)));
        }

        using var same = RunLog.Open(File_, "a model");
        Assert.Null(same.Find(Sequence(7)));
        Assert.Null(same.Find(TokenSequence.Of(Sequence(0).Tokens.AsSpan(0, 4), Sequence(0).Tokens.AsSpan(4), 100)));
    }

    [Theory]
    [InlineData("# A title\n")]
    [InlineData("{\"question\": \"is it\"}\n")]
    [InlineData("deadbeef is no number\n")]
    public void A_file_that_is_no_log_is_left_as_it_is(string text)
    {
        File.WriteAllText(File_, text);
        Assert.Contains("is no log of scores", Assert.Throws<IOException>(() => RunLog.Open(File_, "a model")).Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(File_));
    }

    [Theory]
    [InlineData("")]
    [InlineData("4975d6")]
    [InlineData("4975d617 4")]
    public void A_log_that_was_killed_in_its_first_record_goes_on(string text)
    {
        File.WriteAllText(File_, text);
        using var log = RunLog.Open(File_, "a model");
        Assert.Equal(0, log.Records);
    }

    /// <summary>Any byte, whatever it held.</summary>
    [Fact]
    public void A_flipped_byte_costs_one_record_at_most()
    {
        Write(6);
        var whole = File.ReadAllBytes(File_);
        for (var at = 0; at < whole.Length; at++)
        {
            var bytes = (byte[])whole.Clone();
            bytes[at] ^= 0x21;
            File.WriteAllBytes(File_, bytes);
            using var log = RunLog.Open(File_, "a model");
            var lost = Enumerable.Range(0, 6).Where(i => log.Find(Sequence(i)) is null).ToList();
            Assert.InRange(lost.Count, 0, 1);
            Assert.Equal(lost.Count, log.Damaged);
            Assert.All(Enumerable.Range(0, 6).Except(lost), i => Assert.Equal(Scores(i).LogProbabilities, log.Find(Sequence(i))!.LogProbabilities));
        }
    }

    [Fact]
    public void A_record_cut_off_anywhere_is_dropped_and_the_next_ones_are_whole()
    {
        Write(3);
        var whole = File.ReadAllBytes(File_);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(File_, whole[..length]);
            int before;
            using (var log = RunLog.Open(File_, "a model"))
            {
                before = log.Records;
                log.Add(Sequence(9), Scores(9));
            }

            using var again = RunLog.Open(File_, "a model");
            Assert.Equal(before + 1, again.Records);
            Assert.NotNull(again.Find(Sequence(9)));
        }
    }

    [Fact]
    public void What_a_model_wrote_is_found_again_for_the_same_question_only()
    {
        using (var log = RunLog.Open(File_, "a model"))
        {
            log.Add(new Prompt([1, 2], ["\n"], [2], 9), [7, 8]);
            log.Add(new Prompt([1], ["\n"], [2], 9), []);
        }

        using var again = RunLog.Open(File_, "a model");
        Assert.Equal([7, 8], again.Find(new Prompt([1, 2], ["\n"], [2], 9))!);
        Assert.Empty(again.Find(new Prompt([1], ["\n"], [2], 9))!);
        Assert.Null(again.Find(new Prompt([1, 2], ["\n"], [2], 8)));
        Assert.Null(again.Find(new Prompt([1, 2], ["\n\n"], [2], 9)));
        Assert.Null(again.Find(TokenSequence.Of([1], [2], 9)));
    }

    [Fact]
    public void Two_runs_do_not_write_at_once()
    {
        using var log = RunLog.Open(File_, "a model");
        Assert.Contains("another run may be using it", Assert.Throws<IOException>(() => RunLog.Open(File_, "a model")).Message, StringComparison.Ordinal);
    }

    private static TokenSequence Sequence(int i) => TokenSequence.Of([1, 2, 3 + i], [4, 5, 6 + i], 100);

    private static TokenScores Scores(int i) => new([-1.25f * i, -0.1f / (i + 3), -1e-7f], [i % 2 == 0, true, false]);

    private void Write(int records)
    {
        using var log = RunLog.Open(File_, "a model");
        for (var i = 0; i < records; i++)
        {
            log.Add(Sequence(i), Scores(i));
        }
    }
}
