using Recount.Claims;
using Recount.Claims.Scores;
using Recount.Findings;
using Recount.Printed;
using Recount.Quantities;
using Recount.Statistics;
using Recount.Text;

namespace Recount.Tests.Claims;

/// <summary>What is said of a measured score beside a published one.</summary>
public class ScoreVerdicts
{
    private static readonly ProtocolFact[] Facts = [new("shots", "0"), new("split", "validation"), new("metric", "acc"), new("model", "EleutherAI/pythia-70m")];

    [Fact]
    public void A_count_of_the_same_items_that_prints_so_is_reproduced()
    {
        var judged = Judge("60.5 %", Count(1978));
        Assert.IsType<Verdict.Reproduced>(judged.Verdict);
        Assert.Equal("acc of boolq is 60.489 % (1978 of 3270); 60.5 % is printed.", judged.Reason);
        Assert.Null(judged.P);
    }

    [Fact]
    public void A_count_of_the_same_items_that_does_not_deviates_by_so_many_items()
    {
        var judged = Judge("60.5 %", Count(1850));
        Assert.IsType<Verdict.Deviates>(judged.Verdict);
        Assert.Equal("acc of boolq is 56.575 % (1850 of 3270); 60.5 % is printed, which means 1977 to 1979 of 3270: 127 items more than measured.", judged.Reason);
    }

    [Theory]
    [InlineData(1977, 1979, "reproduced")]
    [InlineData(1975, 1977, "inconclusive")]
    [InlineData(1979, 1981, "inconclusive")]
    [InlineData(1970, 1990, "inconclusive")]
    [InlineData(1980, 1990, "deviates")]
    [InlineData(1970, 1976, "deviates")]
    public void Near_ties_are_open_where_only_some_of_their_counts_print_so(long low, long high, string verdict) =>
        Assert.Equal(verdict, Judge("60.5 %", MeasuredScore.OfCount("acc", low, new(low, high), 3270, Facts, new ScoreOrigin.Evaluated())).Verdict.Word);

    [Fact]
    public void What_lies_between_two_counts_is_no_outcome()
    {
        // From 0.545 to 0.555 there is no tenth, though 5 and 6 tenths lie on both sides.
        var score = MeasuredScore.OfCount("acc", 5, new(5, 6), 10, Facts, new ScoreOrigin.Evaluated());
        Assert.IsType<Verdict.Deviates>(Judge("0.55", score).Verdict);
        Assert.Contains("which no count of 10 items gives", Judge("0.55", score).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("35.1", 35.1499, null, null, "reproduced")]
    [InlineData("35.1", 35.16, null, null, "deviates")]
    [InlineData("35.1", 35.12, 35.1, 35.14, "reproduced")]
    [InlineData("35.1", 35.12, 35.1, 35.16, "inconclusive")]
    [InlineData("35.1", 35.2, 35.16, 35.3, "deviates")]
    public void A_number_that_counts_nothing_is_compared_as_it_is(string printed, double value, double? low, double? high, string verdict)
    {
        var score = MeasuredScore.OfMean("perplexity", value, false, 100, null, "", [], new ScoreOrigin.Evaluated());
        Assert.Equal(verdict, Judge(printed, low is { } l && high is { } h ? score with { Reach = new(l, h) } : score).Verdict.Word);
    }

    [Fact]
    public void Zeros_at_the_end_of_a_whole_number_leave_it_open()
    {
        Assert.IsType<Verdict.Inconclusive>(Judge("60 %", Count(2000)).Verdict);
        Assert.IsType<Verdict.Deviates>(Judge("60 %", Count(2200)).Verdict);
    }

    [Theory]
    [InlineData("> 60 %", "reproduced")]
    [InlineData("< 60 %", "deviates")]
    [InlineData("about 60 %", "not-testable")]
    [InlineData("60.5", "not-testable")]
    [InlineData("0.605", "reproduced")]
    public void Half_lines_about_and_units_are_read_as_elsewhere(string printed, string verdict) => Assert.Equal(verdict, Judge(printed, Count(1978)).Verdict.Word);

    // The margins and the 90 % interval of statistics.md, section 8: 228 of 762 between .18 and .38.
    [Fact]
    public void Other_items_reproduce_only_within_a_margin()
    {
        var score = MeasuredScore.OfCount("acc", 228, 762, Facts, new ScoreOrigin.Evaluated());
        var judged = Judge("28 %", score, Sample.Other, tolerance: new(new Rational(19, 2), false, "ten points of wording"));
        Assert.IsType<Verdict.Reproduced>(judged.Verdict);
        Assert.Contains("its 90 % interval, 27.19 % to 32.77 %, lies inside", judged.Reason, StringComparison.Ordinal);
        var strict = Judge("28 %", score, Sample.Other);
        Assert.StartsWith("about ", Assert.IsType<Verdict.Inconclusive>(strict.Verdict).Decides, StringComparison.Ordinal);
        Assert.Equal(ProportionTest.Printed(228, 762, 0.275, 0.285), strict.P!.Value, 12);
        Assert.False(strict.PDecides);
    }

    [Fact]
    public void A_point_inside_is_not_enough_on_other_items()
    {
        var judged = Judge("60.5 %", Count(1978), Sample.Reconstructed);
        var open = Assert.IsType<Verdict.Inconclusive>(judged.Verdict);
        Assert.Contains("items like these", open.Decides, StringComparison.Ordinal);
        Assert.Equal(1, judged.P);
    }

    [Fact]
    public void Other_items_deviate_by_the_exact_test_of_the_nearest_number_that_prints_so()
    {
        var judged = Judge("60.5 %", Count(1850), Sample.Other);
        Assert.IsType<Verdict.Deviates>(judged.Verdict);
        Assert.True(judged.PDecides);
        Assert.Equal(ProportionTest.Printed(1850, 3270, 0.6045, 0.6055), judged.P!.Value, 12);
    }

    [Fact]
    public void Of_near_ties_the_count_nearest_to_what_is_printed_is_tested()
    {
        var score = MeasuredScore.OfCount("acc", 1850, new(1840, 1960), 3270, Facts, new ScoreOrigin.Evaluated());
        Assert.Equal(ProportionTest.Printed(1960, 3270, 0.6045, 0.6055), Judge("60.5 %", score, Sample.Other).P!.Value, 12);
    }

    // 40.06 +- 1.48 measured, 35 +- 3 printed: the distance from 35.5 is 4.56, both errors together sqrt(1.48^2 + 3^2) = 3.345, z = 1.363.
    [Fact]
    public void The_papers_own_error_counts_too()
    {
        var score = MeasuredScore.OfMean("perplexity", 40.06, false, 5153, 1.48, "bootstrap", [], new ScoreOrigin.Evaluated());
        Assert.IsType<Verdict.Deviates>(Judge("35", score, Sample.Other).Verdict);
        var judged = Judge("35 ± 3", score, Sample.Other);
        Assert.IsType<Verdict.Inconclusive>(judged.Verdict);
        Assert.Equal(0.1728, judged.P!.Value, 3);
        Assert.Contains("read as a standard error", judged.Reason, StringComparison.Ordinal);
    }

    // An estimate of 0.6 with a standard error of 0.01: 90 % of what stands between 0.59 and 0.61 needs (1.645 * 0.01 / 0.01)^2 times as many items.
    [Fact]
    public void How_many_items_would_decide_it_is_said()
    {
        var score = MeasuredScore.OfMean("f1", 0.6, true, 1000, 0.01, "bootstrap", [], new ScoreOrigin.Evaluated());
        var judged = Judge("0.60", score, Sample.Other, tolerance: new(new Rational(5, 1000), false, "because"));
        Assert.Equal("about 2706 items like these, or the paper's own", Assert.IsType<Verdict.Inconclusive>(judged.Verdict).Decides);
    }

    [Fact]
    public void Without_a_standard_error_other_items_say_nothing() => Assert.IsType<Verdict.Inconclusive>(
        Judge("0.60", MeasuredScore.OfMean("f1", 0.6, true, null, null, "", [], new ScoreOrigin.Evaluated()), Sample.Other).Verdict);

    // Ten of ten right, and yet 74 to 100 % are not excluded; of a mean that counts nothing, nobody knows.
    [Theory]
    [InlineData("97.0 %")]
    [InlineData("100.0 %")]
    public void Items_that_all_agree_make_nothing_certain(string published)
    {
        var none = new ScoreOrigin.Evaluated();
        Assert.IsType<Verdict.Inconclusive>(Judge(published, MeasuredScore.OfCount("acc_norm", 10, 10, [], none), Sample.Other).Verdict);
        Assert.IsType<Verdict.Inconclusive>(Judge(published, MeasuredScore.OfMean("mcc", 1, true, 10, 0, "items", [], none), Sample.Other).Verdict);
    }

    [Theory]
    [InlineData(32, null, null, "the paper used 32 shots, measured with 0")]
    [InlineData(1, null, null, "the paper used 1 shot, measured with 0")]
    [InlineData(null, "test", null, "the paper's split is test, measured on validation")]
    [InlineData(null, null, "undisclosed", "the paper does not disclose its prompt")]
    public void Another_protocol_is_not_compared(int? shots, string? split, string? prompt, string why)
    {
        var judged = Judge("60.5 %", Count(1978), protocol: new(null, shots, split, null, prompt is null ? null : prompt != "undisclosed"));
        Assert.Equal("60.489 % (1978 of 3270)", Assert.IsType<Verdict.NotComparable>(judged.Verdict).Range);
        Assert.EndsWith($"they need not agree: {why}.", judged.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_measurement_does_not_tell_is_not_taken_for_the_same()
    {
        var judged = Judge("60.5 %", Count(1978), protocol: new(null, null, null, "cloze", true));
        Assert.IsType<Verdict.NotComparable>(judged.Verdict);
        Assert.Contains("the measurement does not tell its scoring", judged.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pythia-70m", true)]
    [InlineData("EleutherAI/pythia-70m", true)]
    [InlineData("someone/pythia-70m", false)]
    [InlineData("pythia-160m", false)]
    public void A_model_may_be_named_without_who_publishes_it(string model, bool same) =>
        Assert.Equal(same, Protocol.Undeclared with { Model = model, Shots = 0 } is var p && p.Differences(Facts).Count == 0);

    [Theory]
    [InlineData("10 points", Sample.Same, "reproduced")]
    [InlineData(">= 10 points", Sample.Same, "deviates")]
    [InlineData(">= 10 points", Sample.Other, "inconclusive")]
    [InlineData("> 0 points", Sample.Other, "reproduced")]
    [InlineData("< 0 points", Sample.Other, "deviates")]
    [InlineData("20 points", Sample.Other, "deviates")]
    public void A_difference_is_judged_in_pairs(string printed, Sample sample, string verdict) => Assert.Equal(verdict, Difference(printed, 520, 200, sample).Verdict.Word);

    [Fact]
    public void A_difference_says_its_pairs_and_whether_the_decision_flips()
    {
        var judged = Difference("> 0 points", 200, 520, Sample.Same);
        Assert.True(judged.Flips);
        Assert.Equal(
            "acc of boolq with yes/no above true/false is -9.79 points (200 items are right only with the first, 520 only with the second of 3270 items in all; " +
            "p = 1.1e-33 against no difference); > 0 points is printed.",
            judged.Reason.Replace("of 3270;", "of 3270 items in all;", StringComparison.Ordinal));
        Assert.False(Difference("10 points", 200, 520, Sample.Same).Flips);
    }

    // Of the pairs 12 and 5 of 100: (12.5 - 5.5) / 102 +- 1.96 sqrt(18 - 49 / 102) / 102.
    [Fact]
    public void The_paired_interval_is_that_of_Agresti_and_Min()
    {
        var apart = MeasuredDifference.OfPairs(12, 5, 100, []);
        Assert.Equal(0.07, apart.Points, 12);
        Assert.Equal(0.068627 - (1.959964 * Math.Sqrt(18 - (49 / 102.0)) / 102), apart.Low, 5);
        Assert.Equal(0.068627 + (1.959964 * Math.Sqrt(18 - (49 / 102.0)) / 102), apart.High, 5);
        Assert.Equal(0.143463, apart.P, 6);
    }

    private static MeasuredScore Count(long right) => MeasuredScore.OfCount("acc", right, 3270, Facts, new ScoreOrigin.Evaluated());

    private static Judgement Judge(string printed, MeasuredScore score, Sample sample = Sample.Same, Protocol? protocol = null, Tolerance? tolerance = null) =>
        On(printed, sample, protocol, tolerance).Judge(new Measurement.Scored(score, score.Metric == "acc" ? "acc of boolq" : score.Metric, []));

    private static Judgement Difference(string printed, long first, long second, Sample sample) => On(printed, sample, null, null).Judge(
        new Measurement.ScoredApart(MeasuredDifference.OfPairs(first, second, 3270, []), "acc of boolq with yes/no above true/false", []));

    private static ScoreJudge On(string printed, Sample sample, Protocol? protocol, Tolerance? tolerance)
    {
        var number = new PrintedNumber("p", "p", PublishedValue.Parse(printed), null, Status.Primary, null, false, Place.Nowhere);
        var claim = new Claim("a", "", null, null, "recorded", null, [], 0, null, null, tolerance, null, null, null, null, Place.Nowhere);
        return new(number, claim, sample, protocol ?? Protocol.Undeclared);
    }
}
