using Recount.Quantities;
using Recount.Statistics;

namespace Recount.Reports;

/// <summary>How to print a count: the digits that so many items support, and the interval around it.</summary>
public static class QuotePage
{
    /// <param name="right">Items that are right, from 0 to all.</param>
    public static Page Render(long right, long items, int width)
    {
        var share = new Rational(right, items);
        var decimals = Decimals(items);
        string Number(double p) => NumberText.Fixed(Rational.Of(p) * 100, decimals);
        var (wilson, exact) = (Proportion.Wilson(right, items, 0.95), Proportion.ClopperPearson(right, items, 0.95));
        var page = new Page(width);
        page.Line(new Piece($"{NumberText.Fixed(share * 100, decimals)} % ({right} of {items})", Tone.Strong));
        page.Text(decimals == 0
            ? $"{items} items support no digit after the point: one item is {NumberText.Significant(new Rational(100, items), 2)} points."
            : $"{items} items support {decimals} {(decimals == 1 ? "digit" : "digits")} after the point: one item is {NumberText.Significant(new Rational(100, items), 2)} points. " +
                "With the count beside it nothing is lost.", 2);
        page.Blank();
        page.Text($"{Number(wilson.Low)} % to {Number(wilson.High)} %", 20, Tone.Plain, "  95 % Wilson");
        page.Text($"{Number(exact.Low)} % to {Number(exact.High)} %", 20, Tone.Plain, "  Clopper-Pearson");
        page.Blank();
        page.Text($"{NumberText.Fixed(share * 100, decimals)} % ({right}/{items}, 95 % CI {Number(wilson.Low)} to {Number(wilson.High)})", 12, Tone.Plain, "  print");
        return page;
    }

    /// <summary>The fewest digits after the point of a percentage that tell neighbouring counts apart.</summary>
    public static int Decimals(long items)
    {
        var decimals = 0;
        for (var values = 100L; values < items && decimals < 12; values *= 10)
        {
            decimals++;
        }

        return decimals;
    }
}
