using System.Globalization;
using Recount.Findings;
using Recount.Scoring;
using Recount.Scoring.Grids;

namespace Recount.Claims.Scores;

/// <summary>What a paired comparison could have shown, in a line of evidence: how small a difference, and how many items the one that was seen would take.</summary>
internal static class PowerStep
{
    /// <param name="onlyFirst">Items that only the first has right.</param>
    public static Step Of(long onlyFirst, long onlySecond, long items)
    {
        var (difference, discordance) = ((double)(onlyFirst - onlySecond) / items, (double)(onlyFirst + onlySecond) / items);
        var least = PairedPower.Difference(items, discordance);
        var could = least is Amount.Known(var points) ? $"a difference of {Points(points)} points is found in {PairedPower.Usual:0 %} of such samples of {items} items"
            : $"{onlyFirst + onlySecond} of {items} items differ: too few to show any difference in {PairedPower.Usual:0 %} of such samples";
        var takes = (least is Amount.Known(var known) && Math.Abs(difference) >= known) || difference == 0 ? ""
            : $"; {Points(Math.Abs(difference))} points would take " +
                (PairedPower.Items(difference, discordance) is Amount.Known(var needed) ? needed.ToString("#,0", CultureInfo.InvariantCulture) : "millions");
        return new("power", could + takes);
    }

    private static string Points(double share) => (100 * share).ToString("0.0#", CultureInfo.InvariantCulture);
}
