using Recount.Costs.Catalogs;
using Recount.Quantities;

namespace Recount.Costs.Pricing;

/// <summary>A run, or a service, on one offer on one day.</summary>
/// <param name="Offer">Null for a price that was given itself.</param>
/// <param name="Day">Null where the price was given.</param>
/// <param name="Estimation">Everything that is known there: price, peak, rating, memory.</param>
/// <param name="Estimates">What was asked for, in order; null where it does not follow.</param>
/// <param name="Obstacle">Why there is no estimate; null where there is one.</param>
public sealed record PriceLine(
    Offer? Offer, DateOnly? Day, string Accelerator, string Currency, Estimation Estimation, IReadOnlyList<Estimate?> Estimates, string? Obstacle)
{
    /// <summary>The first estimate: what lines are ordered by.</summary>
    public Estimate? Main => Obstacle is null ? Estimates[0] : null;

    /// <summary>There is no estimate, and no peak of the number format that was asked for.</summary>
    public bool IsWithoutPeak { get; init; }

    /// <summary>A quantity at the middles of all ranges, in base units; null where it does not follow.</summary>
    public Rational? Middle(string key) => Of(key)?.Value.Middle;

    /// <summary>A quantity; null where it does not follow.</summary>
    public Estimate? Of(string key) => Estimation.Of(CostQuantity.Named(key)!);

    /// <summary>"AWS p5.48xlarge (8 x H100, us-east-1)", or "H100 at the price given".</summary>
    public string Shown => Offer?.Shown ?? $"{Accelerator} at the price given";
}

/// <summary>Prices of one run over offers and days.</summary>
/// <param name="Lines">The cheapest first; those without an estimate last.</param>
/// <param name="Unpriced">Offers without a price on a day.</param>
/// <param name="Swings">What moves the first estimate of the first line, the most first.</param>
/// <param name="Needs">What the price and each assumed number would have to be for the published number, on the first line.</param>
/// <param name="Unused">Numbers that were given and changed nothing, each with what the other stated ones make of it.</param>
public sealed record PriceAnswer(
    IReadOnlyList<CostQuantity> Asked, IReadOnlyList<PriceLine> Lines, IReadOnlyList<(Offer Offer, DateOnly Day)> Unpriced, IReadOnlyList<Swing> Swings,
    IReadOnlyList<Need> Needs, IReadOnlyList<(Given Given, Estimate? Otherwise)> Unused);

/// <summary>What a number would have to be for the published number, in base units; null where nothing would do.</summary>
/// <param name="AtLow">For the lower end of a published range, or the number itself.</param>
/// <param name="AtHigh">For its upper end, or the number itself.</param>
public sealed record Need(Given Given, Rational? AtLow, Rational? AtHigh);
