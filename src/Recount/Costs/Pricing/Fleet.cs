using System.Numerics;
using Recount.Quantities;

namespace Recount.Costs.Pricing;

/// <summary>What has to be rented for a request rate: whole replicas on whole instances, all the time.</summary>
/// <param name="Instances">Of the offer; without one, devices.</param>
/// <param name="YearlyCost">In the currency of the line.</param>
public sealed record Fleet(BigInteger Replicas, BigInteger Instances, Rational YearlyCost)
{
    /// <summary>At the middles of all ranges; null where the line does not tell a rate, devices and a price.</summary>
    public static Fleet? Of(PriceLine line)
    {
        if (line.Middle("busy") is not { } busy || line.Middle("devices") is not { } devices || line.Middle("price") is not { } price)
        {
            return null;
        }

        // Several replicas share an instance only where they fit in whole; one that is larger takes several.
        var inOne = new Rational(line.Offer?.Accelerators ?? 1, 1);
        var replicas = Up(busy);
        var side = (inOne / devices).Floor();
        var instances = side >= 1 ? Up(new Rational(replicas, side)) : replicas * Up(devices / inOne);
        return new(replicas, instances, new Rational(instances, 1) * inOne * price * Dimension.HoursInYear);
    }

    private static BigInteger Up(Rational part) => part.IsWhole ? part.Numerator : part.Floor() + 1;
}
