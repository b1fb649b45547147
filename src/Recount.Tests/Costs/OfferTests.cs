using Recount.Costs.Catalogs;
using Recount.Specs;
using Recount.Text;

namespace Recount.Tests.Costs;

public class OfferTests
{
    private static readonly Offer P5 = Read("""
          x:
            provider: AWS
            instance: p5.48xlarge
            accelerator: H100
            accelerators: "8"
            currency: USD
            prices:
              - { per-hour: "55.04", observed: [2026-09-24, 2025-07-03] }
              - { per-hour: "98.32", observed: [2024-02-05, 2025-05-29] }
              - { per-hour: "60" }
        """);

    [Theory]
    [InlineData("2024-02-04", null)]
    [InlineData("2024-02-05", "98.32")]
    [InlineData("2024-12-31", "98.32")]
    [InlineData("2025-05-29", "98.32")]
    [InlineData("2025-05-30", null)]
    [InlineData("2025-07-02", null)]
    [InlineData("2025-07-03", "55.04")]
    [InlineData("2026-09-24", "55.04")]
    [InlineData("2026-09-25", null)]
    public void A_price_holds_between_two_days_on_which_it_was_seen(string day, string? price) =>
        Assert.Equal(price, P5.On(Day.Parse(day)!.Value)?.PerHour.Value.Text);

    [Fact]
    public void Between_two_prices_both_neighbours_are_told() => Assert.Equal(
        "98.32 USD an hour was seen on 2025-05-29, and 55.04 USD an hour was seen on 2025-07-03", Quotes.Around(P5, new(2025, 6, 10)));

    [Fact]
    public void Behind_the_last_day_the_nearest_is_told() => Assert.Equal(
        "the nearest seen is 55.04 USD an hour on 2026-09-24, with nothing seen after it", Quotes.Around(P5, new(2027, 1, 1)));

    [Fact]
    public void One_price_in_two_entries_holds_in_between() => Assert.Equal("55.04", Read("""
          x:
            provider: AWS
            instance: p5
            accelerator: H100
            accelerators: "8"
            currency: USD
            prices:
              - { per-hour: "55.04", observed: [2025-03-01], source: one }
              - { per-hour: "55.040", observed: [2025-01-01], source: another }
        """).On(new(2025, 2, 1))!.PerHour.Value.Main.Text.TrimEnd('0'));

    [Fact]
    public void A_price_without_a_day_holds_on_none()
    {
        var undated = Read("""
              x: { provider: P, instance: i, accelerator: H100, accelerators: "8", currency: USD, prices: [{ per-hour: "60" }] }
            """);
        Assert.Null(undated.On(new(2026, 1, 1)));
        Assert.Equal("what was seen, 60 USD an hour, bears no day and judges nothing", Quotes.Around(undated, new(2026, 1, 1)));
    }

    [Fact]
    public void Every_shipped_offer_has_a_dated_price_and_a_known_accelerator() => Assert.All(Audited.Catalog.Value.Offers.Values, o =>
    {
        Assert.Contains(o.Prices, p => p.Observed.Count > 0);
        Assert.NotNull(Audited.Catalog.Value.Accelerators[o.Accelerator].Peak(null));
    });

    private static Offer Read(string offers)
    {
        var diagnostics = new Diagnostics();
        var catalog = CatalogReader.Read([new("catalog.yaml", $$"""
            catalog: 1
            accelerators:
              H100: { peak: { bf16: "989.5 TFLOP/s" } }
            offers:
            {{offers}}
            """)], diagnostics);
        Assert.Empty(diagnostics.Sorted().Select(d => d.Headline));
        return catalog.Offers["x"];
    }
}
