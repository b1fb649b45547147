using System.Numerics;
using Recount.Costs;
using Recount.Costs.Catalogs;
using Recount.Quantities;
using Recount.Quantities.Expressions;
using Recount.Quantities.Systems;
using Recount.Scoring.Grids;
using Recount.Statistics;

namespace Recount.Findings;

/// <summary>What measuring a claim gave: numbers with their uncertainty, never a verdict. A closed family.</summary>
public abstract record Measurement
{
    private Measurement()
    {
    }

    /// <summary>Expressions evaluated at the printed digits and enclosed over everything that prints so.</summary>
    /// <param name="Terms">One for a formula held against a number; one per comparison otherwise, as left minus right.</param>
    public sealed record Computed(IReadOnlyList<(Exact Value, Enclosure Range)> Terms) : Measurement;

    /// <summary>A quantity of a training run, in the unit in which it was published.</summary>
    /// <param name="Value">At the printed digits, and over all that prints so and all that is assumed.</param>
    /// <param name="Price">What an offer cost, and the day; null where none was needed.</param>
    /// <param name="Needs">
    /// What each assumed quantity would have to be for the published number, and the least and the most for all that prints so; in base units, null where nothing would do.
    /// </param>
    /// <param name="Counts">The same quantity with FLOPs counted by other conventions.</param>
    public sealed record Costed(
        Computed Value, (OfferedPrice Price, DateOnly Day)? Price, IReadOnlyList<(Rational Value, Rational Low, Rational High)?> Needs,
        IReadOnlyList<(FlopCount Count, Exact Value)> Counts) : Measurement
    {
        /// <summary>What the offer cost on another day, where the value is what is saved by paying then; else null.</summary>
        public (OfferedPrice Price, DateOnly Day)? Later { get; init; }
    }

    /// <summary>Published numbers under each convention of counting FLOPs for which enough is known.</summary>
    public sealed record Conventions(IReadOnlyList<(FlopCount Count, IReadOnlyList<Computed> Values)> Each) : Measurement;

    /// <summary>What one total is for each of another, row by row.</summary>
    /// <param name="Rows">At the printed digits, and all that it can be; in base units.</param>
    public sealed record Rates(IReadOnlyList<(Rational Value, Interval Range)> Rows) : Measurement;

    /// <summary>A p-value at the printed statistic, and its range over all statistics that print so.</summary>
    public sealed record Tail(double P, double Low, double High) : Measurement;

    /// <summary>The sums that a printed mean or share allows.</summary>
    /// <param name="Joint">With a standard deviation: a sum that gives it too, below zero when there is none; null when it was not searched for.</param>
    /// <param name="Beyond">There were too many sums to try.</param>
    public sealed record Counted(Counts Sums, BigInteger? Joint, bool Beyond) : Measurement;

    /// <summary>The confusion matrices that give a printed accuracy and a printed F1 together.</summary>
    /// <param name="Right">How many items may be right.</param>
    /// <param name="Wide">There are some where zeros at the end of a printed number do not count.</param>
    public sealed record Matrices(Counts Right, Feasible Found, bool Wide) : Measurement;

    /// <summary>The numbers of items for which all shares of a row are possible, ascending.</summary>
    public sealed record Denominators(IReadOnlyList<int> Items) : Measurement;

    /// <summary>An enumeration would take more steps than are allowed; nothing was counted.</summary>
    /// <param name="Steps">What would have to be tried, such as "more than 20,000,000 pairs of cells".</param>
    public sealed record TooMany(string Steps) : Measurement;

    /// <summary>The scores that each single rounding rule leaves impossible, as indexes.</summary>
    public sealed record Rules(IReadOnlyList<(string Rule, IReadOnlyList<int> Impossible)> Each) : Measurement;

    /// <summary>The pairs of lines of a table that agree in some cell, the least likely first, with the chance of such an agreement times the pairs.</summary>
    /// <param name="Pairs">How many pairs of lines were compared.</param>
    /// <param name="Unlikely">All that are beyond chance, and some of the next.</param>
    public sealed record Agreements(int Pairs, IReadOnlyList<Alike> Unlikely) : Measurement;

    /// <summary>A count held against what a constant answer gives.</summary>
    /// <param name="Counts">The counts that a printed score allows.</param>
    /// <param name="Greater">The chance that a guess as good as the constant answer has so many or more, at most.</param>
    /// <param name="Less">That it has so many or fewer, at most.</param>
    public sealed record AgainstConstant(Counts Counts, double Greater, double Less) : Measurement;

    /// <summary>Whether statements can hold at once.</summary>
    /// <param name="Apart">Those that cannot hold alone and were left out.</param>
    /// <param name="Conflict">Where they cannot: a set of them that cannot.</param>
    /// <param name="EachIsNeeded">Without any one of the set the others can hold.</param>
    /// <param name="Wide">What becomes of the conflict where zeros at the end of a number do not count; null where there is no such number in it.</param>
    /// <param name="TieOnly">They can, but under no one rule that rounds to the nearest.</param>
    public sealed record Together(IReadOnlyList<int> Apart, Joint Found, IReadOnlyList<int> Conflict, bool EachIsNeeded, Joint? Wide, bool TieOnly) : Measurement;

    /// <summary>A number that a fit gives.</summary>
    /// <param name="Error">Its standard error, where it is an estimate from a sample or from random draws; null where it is computed.</param>
    /// <param name="By">Where the error comes from, in words.</param>
    /// <param name="Reached">What it becomes as the printed data move within their rounding, as far as was tried; null where the data are not printed ones.</param>
    /// <param name="Witness">Printed data that give the published number, in words; null where none were found.</param>
    /// <param name="Rows">Rows that were fitted.</param>
    /// <param name="Draws">The number in every resample, ascending, where the error is that of a bootstrap; else null.</param>
    /// <param name="Others">The same number from other fits that may explain a miss.</param>
    /// <param name="Evidence">What it rests on.</param>
    public sealed record Fitted(
        double Value, double? Error, string By, int Rows, IReadOnlyList<double>? Draws, (double Low, double High)? Reached, string? Witness,
            IReadOnlyList<(string Fit, double Value)> Others,
        IReadOnlyList<Step> Evidence) : Measurement;

    /// <summary>A property of a fit, as a number that should not be above a limit.</summary>
    /// <param name="Value">NaN where it could not be told, see <paramref name="Text"/>.</param>
    /// <param name="P">Where chance has its part: how likely so much is by chance.</param>
    /// <param name="OpenUntil">Above the limit it is no more than a suspicion: what would decide it; null where nothing is needed.</param>
    /// <param name="Text">What was found, in a sentence.</param>
    /// <param name="Short">The same in a few words.</param>
    public sealed record Examined(double Value, double Limit, double? P, string? OpenUntil, string Text, string Short, IReadOnlyList<Step> Evidence) : Measurement;

    /// <summary>A law that was fitted to some rows and held against the others. Errors are in what the fit compares: relative ones for logarithms.</summary>
    /// <param name="Rows">Rows that were fitted, and rows that were held out.</param>
    /// <param name="Miss">Root mean square of the errors on the held-out rows, and their mean.</param>
    /// <param name="Scatter">Root mean square of the residuals of the fitted rows, with degrees of freedom.</param>
    /// <param name="Covered">Held-out rows inside their 95 % prediction intervals, and half the width of the widest.</param>
    /// <param name="P">The chance of errors as large as these taken together, were the law true.</param>
    /// <param name="Quantity">What the claim is about: here with its standard error, and from all rows.</param>
    /// <param name="Others">Root mean square of other laws on the same held-out rows; NaN for one that found no minimum.</param>
    public sealed record Extrapolated(
        (int Fitted, int Held) Rows, (double Rms, double Mean) Miss, double Scatter, (int Rows, double HalfWidth) Covered, double P,
        (double Here, double? Error, double All)? Quantity, IReadOnlyList<(string Fit, double Rms)> Others, IReadOnlyList<Step> Evidence) : Measurement;

    /// <summary>A benchmark score.</summary>
    /// <param name="Subject">What a sentence calls it: "acc of boolq by pythia-70m".</param>
    /// <param name="Evidence">What it rests on, line by line.</param>
    public sealed record Scored(MeasuredScore Score, string Subject, IReadOnlyList<Step> Evidence) : Measurement;

    /// <summary>What one benchmark score is above another on the same items.</summary>
    /// <param name="Subject">What a sentence calls it: "acc of boolq with yes/no above true/false".</param>
    /// <param name="Evidence">What it rests on, line by line.</param>
    public sealed record ScoredApart(MeasuredDifference Difference, string Subject, IReadOnlyList<Step> Evidence) : Measurement;

    /// <summary>What scores span over prompt formats.</summary>
    /// <param name="Value">A spread; or the median score where <paramref name="Place"/> is told. In the unit of formulas: 0.1 is ten points.</param>
    /// <param name="Range">The least and the greatest score, as near ties fall, where <paramref name="Place"/> is told; else null.</param>
    /// <param name="P">How likely the formats would spread so far if they made no difference.</param>
    /// <param name="Subject">What a sentence calls it: "the range of boolq by pythia-70m over 12 formats".</param>
    /// <param name="Place">Where the published score stands among the formats, in words; null where a spread was asked for.</param>
    public sealed record Spanned(
        double Value, Spread? Range, double P, string Subject, IReadOnlyList<Step> Evidence, IReadOnlyList<ProtocolFact> Facts, string? Place) : Measurement
    {
        /// <summary>What a spread can become at most as near ties fall; null where there are none.</summary>
        public Spread? Reach { get; init; }

        /// <summary>How sure a range is, the items being a sample; null where that was not asked for, or cannot be told.</summary>
        public Extremes? Sampled { get; init; }
    }

    /// <summary>Something that is needed was not there, or was not asked for.</summary>
    /// <param name="What">A clause that says so.</param>
    /// <param name="Get">The command or the step that gets it.</param>
    public sealed record Missing(string What, string Get) : Measurement;

    /// <summary>Measuring was tried and broke.</summary>
    public sealed record Broken(string Reason) : Measurement;
}
