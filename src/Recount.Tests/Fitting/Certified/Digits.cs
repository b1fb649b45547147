namespace Recount.Tests.Fitting.Certified;

/// <summary>How many digits of a certified value a computed one has: -log10 of the relative error, at most 15 (McCullough 1998, "LRE").</summary>
internal static class Digits
{
    public static double Of(double certified, double computed) =>
        Math.Clamp(certified == computed ? 15 : -Math.Log10(Math.Abs(computed - certified) / (certified == 0 ? 1 : Math.Abs(certified))), 0, 15);

    public static double Least(double[] certified, double[] computed) => certified.Zip(computed, Of).Min();
}
