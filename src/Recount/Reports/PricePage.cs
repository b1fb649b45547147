using Recount.Costs;
using Recount.Costs.Catalogs;
using Recount.Costs.Pricing;
using Recount.Quantities;
using Recount.Text;

namespace Recount.Reports;

/// <summary>What <c>recount price</c> shows: a line an offer and day, what was assumed, what matters most, and lines for a spec.</summary>
public static class PricePage
{
    private const int Widest = 6;
    private const int Indent = 14;

    /// <param name="facts">Quantities that are the same on every line, such as FLOPs.</param>
    /// <param name="yaml">The part of a spec that says so.</param>
    public static Page Render(PriceQuestion question, PriceAnswer answer, IReadOnlyList<Estimate> facts, string yaml, int width)
    {
        var page = new Page(width);
        foreach (var fact in facts)
        {
            var from = fact.Derivation.Laws.Count == 0 ? "" : $": {fact.Derivation.Expression.Print(i => question.Known[i].Number.Shown)}";
            page.Text($"{Shown(fact, "")}{from}", Indent, Tone.Plain, fact.Quantity.Key);
        }

        Assumptions(page, answer.Lines[0]);
        page.Blank();
        Lines(page, answer);
        Dates(page, answer);
        foreach (var remark in answer.Lines.SelectMany(l => Remarks(l, answer)).Concat(answer.Unused.Select(u => Unused(u.Given, u.Otherwise, answer.Lines[0]))))
        {
            page.Text(remark);
        }

        if (answer.Unpriced.Count > 0)
        {
            page.Blank();
            page.Text("Without a price on that day:", 0, Tone.Faint);
            foreach (var (offer, day) in answer.Unpriced)
            {
                page.Text($"{offer.Shown}, {Day.Show(day)}: {Quotes.Around(offer, day)}", 2, Tone.Faint);
            }
        }

        Swings(page, answer);
        if (question.Published is { } published)
        {
            PublishedPrice.Write(page, published, answer);
        }

        page.Blank();
        page.Text("For a spec:", 0, Tone.Faint);
        foreach (var line in yaml.TrimEnd('\n').Split('\n'))
        {
            page.Line(new Piece(line));
        }

        return page;
    }

    // What the lines rest on that nobody said: numbers, ratings, and what laws take for granted.
    private static void Assumptions(Page page, PriceLine line)
    {
        var ways = line.Estimates.OfType<Estimate>().Select(e => e.Derivation).ToList();
        var used = ways.SelectMany(w => w.Used).ToHashSet(StringComparer.Ordinal);
        foreach (var given in line.Estimation.Givens.Where(g => g.Because is not null && used.Contains(g.Quantity.Name)))
        {
            page.Text($"{given.Quantity.Called} of {given.Number.Shown}: {given.Because}", Indent, Tone.Plain, "assumed");
        }

        if (line.Estimation.Givens.Any(g => g is { Origin: Origin.Accelerator, Quantity.Key: "power" }) && used.Contains("power"))
        {
            page.Text("the power that each accelerator is rated at, all the time", Indent, Tone.Plain, "assumed");
        }

        foreach (var supposed in ways.SelectMany(w => w.Supposes).Distinct())
        {
            page.Text(supposed, Indent, Tone.Plain, "assumed");
        }
    }

    // The offer, and below it what it comes to: in columns where there is room for them, else one after another.
    private static void Lines(Page page, PriceAnswer answer)
    {
        var columns = answer.Asked.Select((q, i) => (Quantity: q, Cells: answer.Lines.Where(l => l.Main is not null).Select(l => Cell(l.Estimates[i], i == 0)).ToList()))
            .Select(c => (Head: Head(c.Quantity), c.Cells, Width: Math.Max(Head(c.Quantity).Length, c.Cells.Max(x => x.Length)) + 2)).ToList();
        var isTable = columns.Sum(c => c.Width) <= page.Width;
        if (isTable)
        {
            page.Line(new Piece(string.Concat(columns.Select(c => c.Head.PadLeft(c.Width))), Tone.Faint));
        }

        foreach (var (line, row) in answer.Lines.Where(l => l.Main is not null).Select((l, row) => (l, row)))
        {
            var price = line.Estimation.Givens.First(g => g.Quantity.Key == "price");
            var when = line.Day is { } day ? $" on {Day.Show(day)}" : "";
            page.Edges([new(line.Shown, Tone.Strong)], new($"{line.Currency} {NumberText.Significant(price.Value, 3)} a device-hour{when}", Tone.Faint));
            if (isTable)
            {
                page.Line(new Piece(string.Concat(columns.Select(c => c.Cells[row].PadLeft(c.Width)))));
            }
            else
            {
                page.Text(string.Join(" · ", columns.Select(c => $"{c.Head} {c.Cells[row]}")), 2);
            }
        }
    }

    private static string Head(CostQuantity quantity) => quantity.Key switch
    {
        "device-hours" => "device-hours",
        "duration" => "days",
        "energy" => "MWh",
        "carbon" => "t of CO2",
        "mfu" => "MFU, %",
        "cost-per-million-tokens" => "per 1M tokens",
        "cost-per-million-output-tokens" => "per 1M output",
        "output-speed" => "output/s",
        "step-time" => "step, ms",
        "largest-batch" => "max. batch",
        "busy" => "replicas",
        "yearly-cost" => "a year",
        "yearly-api-cost" => "API a year",
        "break-even-rate" => "break-even req/s",
        "break-even-load" => "break-even load, %",
        _ => quantity.Key,
    };

    // The middle, in the unit of the heading; for the first column with all that it can be.
    private static string Cell(Estimate? estimate, bool withRange)
    {
        if (estimate is null)
        {
            return "-";
        }

        var scale = estimate.Quantity.Key switch { "duration" => (Rational)24, "energy" or "carbon" => 1000, "mfu" or "break-even-load" => new(1, 100), "step-time" => new(1, 1000), _ => 1 };
        var middle = CostText.Compact(estimate.Quantity.Key == "largest-batch" ? new(estimate.Value.Middle.Floor(), 1) : estimate.Value.Middle / scale);
        return withRange && estimate.Range is { Lo.Value: { } lo, Hi.Value: { } hi } && CostText.Compact(lo / scale, hi / scale) is var all && all != middle ? $"{middle} ({all})" : middle;
    }

    // One offer on two days: what changed is its price, and nothing else.
    private static void Dates(Page page, PriceAnswer answer)
    {
        foreach (var group in answer.Lines.Where(l => l is { Offer: not null, Main: not null }).GroupBy(l => l.Offer!.Name).Where(g => g.Count() > 1))
        {
            var days = group.OrderBy(l => l.Day).ToList();
            foreach (var (before, after) in days.Zip(days.Skip(1)))
            {
                var (first, second) = (before.Offer!.On(before.Day!.Value)!.PerHour, after.Offer!.On(after.Day!.Value)!.PerHour);
                var change = (second.Value.Value - first.Value.Value) / first.Value.Value;
                page.Blank();
                var (from, to) = (Day.Show(before.Day.Value), Day.Show(after.Day.Value));
                var moved = $"{NumberText.Significant(Rational.Abs(change) * 100, 3)} % {(change.Sign < 0 ? "less" : "more")}";
                page.Text(change.Sign == 0
                    ? $"{before.Shown} costs the same on {from} and {to}: {first.Shown} an hour."
                    : $"{before.Shown}: {first.Shown} an hour on {from}, {second.Shown} on {to}, {moved}. The run is the same, so its cost moves by that alone: " +
                        $"{Shown(before.Main!, before.Currency)} against {Shown(after.Main!, after.Currency)}.");
            }
        }
    }

    // The offer, with the day where several are told.
    internal static string Named(PriceLine line, PriceAnswer answer) =>
        line.Day is { } day && answer.Lines.Select(l => l.Day).Distinct().Count() > 1 ? $"{line.Shown} on {Day.Show(day)}" : line.Shown;

    // What a line cannot do, what it takes in whole, and where it breaks even.
    private static IEnumerable<string> Remarks(PriceLine line, PriceAnswer answer)
    {
        var name = Named(line, answer);
        if (line.Obstacle is { } obstacle)
        {
            yield return $"{name}: {obstacle}.";
            yield break;
        }

        if (line.Of("largest-batch") is { Range.Lo.Value: { } least } && line.Estimation.Givens.FirstOrDefault(g => g.Quantity.Key == "batch")?.Range.Hi.Value is { } batch && batch > least)
        {
            yield return $"{name}: the memory holds no more than {least.Floor()} at once.";
        }

        if (Fleet.Of(line) is { } fleet)
        {
            yield return $"{name}: {Words.Count(fleet.Replicas, "replica")}, whole, on {Words.Count(fleet.Instances, line.Offer is null ? "device" : "instance")} cost " +
                $"{line.Currency} {CostText.Compact(fleet.YearlyCost)} a year.";
        }

        if (line.Of("break-even-load") is { Range: { Lo.Value: { } low, Hi.Value: { } high } } even)
        {
            yield return low > Rational.One ? $"{name}: dearer than the price per token even at full load, over everything that is assumed."
                : $"{name}: breaks even at {CostText.Range(Dimension.Share, low, high, 2)} of what one replica can serve, " +
                    $"at the middles at {CostText.Show(Dimension.Share, even.Value.Middle, 2)}{(high > Rational.One ? "; above 100 % it does not" : "")}.";
        }
    }

    // A number that the others make something else of is a contradiction; people round, so a hundredth is none.
    private static string Unused(Given given, Estimate? otherwise, PriceLine line)
    {
        var name = $"--{given.Quantity.Key} {given.Number.Shown}";
        if (otherwise is not { Range: { Lo.Value: { } least, Hi.Value: { } most } } || given.Range is not { Lo.Value: { } low, Hi.Value: { } high })
        {
            return $"{name} changes nothing here.";
        }

        var hasCatalog = line.Estimation.Givens.Any(g => g.Origin != Origin.Stated && otherwise.Derivation.Used.Contains(g.Quantity.Name));
        var others = $"the other numbers{(hasCatalog ? " and the catalog" : "")}";
        return low * new Rational(99, 100) <= most && least <= high * new Rational(101, 100)
            ? $"{name} changes nothing here: it is {Shown(otherwise, "")} by {others}."
            : $"{name} does not agree with {others}, by which it is {Shown(otherwise, "")}; it changes nothing here.";
    }

    private static void Swings(Page page, PriceAnswer answer)
    {
        if (answer.Swings.Count == 0)
        {
            return;
        }

        page.Blank();
        var currency = answer.Lines[0].Currency;
        page.Text($"What matters most for {answer.Asked[0].Called}, on {Named(answer.Lines[0], answer)}:", 0, Tone.Faint);
        foreach (var swing in answer.Swings.Take(Widest))
        {
            var (low, high) = (swing.Range.Lo.Value!.Value, swing.Range.Hi.Value!.Value);
            page.Text($"{Range(answer.Asked[0], low, high, currency)} as {swing.Given.Quantity.Called} goes from {swing.Given.Ends}", 18, Tone.Plain, $"  {swing.Given.Quantity.Key}");
        }
    }

    /// <summary>An estimate with its range, money with its currency.</summary>
    internal static string Shown(Estimate estimate, string currency) => estimate.Range is { Lo.Value: { } lo, Hi.Value: { } hi }
        ? Range(estimate.Quantity, lo, hi, currency) : Range(estimate.Quantity, estimate.Value.Low, estimate.Value.High, currency);

    private static string Range(CostQuantity quantity, Rational low, Rational high, string currency) =>
        quantity.Dimension == Dimension.Money ? $"{currency} {CostText.Compact(low, high)}".TrimStart()
        : quantity.Dimension == Dimension.DeviceTime ? $"{CostText.Compact(low, high)} device-hours"
        : quantity.Dimension == Dimension.Count || quantity.Dimension == Dimension.Throughput ? CostText.Compact(low, high)
        : CostText.Range(quantity.Dimension, low, high, 3);
}
