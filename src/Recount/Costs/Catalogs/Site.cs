using Recount.Printed;

namespace Recount.Costs.Catalogs;

/// <summary>What power is like somewhere: a data centre, a grid, a country's average.</summary>
/// <param name="Pue">Power usage effectiveness; null where it is not told.</param>
/// <param name="CarbonIntensity">Carbon dioxide per energy; null where it is not told.</param>
public sealed record Site(string Name, PrintedNumber? Pue, PrintedNumber? CarbonIntensity);
