namespace Recount.Claims.Cost;

/// <summary>Quantities that turn device-hours into a total. Where none of them was measured, neither was the total.</summary>
internal static class Rates
{
    public static IReadOnlyList<string> Keys { get; } = ["power", "pue", "carbon-intensity", "price"];
}
