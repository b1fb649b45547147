namespace Recount.Costs;

/// <summary>What ties the quantities of a training run to one another. Of several laws for one quantity, the first that can be followed is taken.</summary>
public static class TrainingLaws
{
    /// <summary>What is taken for granted of a run that does not say so. A claim that rests on one of these proves nothing.</summary>
    public static IReadOnlyList<Law> Supposed { get; } =
    [
        Law.Parse("energy = it_energy", supposes: "nothing is added to the accelerators' energy"),
        Law.Parse("it_energy = energy", supposes: "nothing is added to the accelerators' energy"),
        Law.Parse("kv_heads = heads", supposes: "as many key heads as heads"),
        Law.Parse("key = width/heads", supposes: "heads that divide the width"),
        Law.Parse("ffw = 4 * width", supposes: "a feed-forward layer four times as wide"),
        Law.Parse("ffw_matrices = 2", supposes: "a feed-forward layer without a gate"),
    ];

    /// <summary>All laws but the count of FLOPs per token, which is a convention: see <see cref="FlopCount"/>.</summary>
    public static IReadOnlyList<Law> All { get; } =
    [
        Law.Parse("flops = flops_per_token * tokens"),
        Law.Parse("flops = hardware_flops * 3/(3 + recomputed)", "a backward pass takes two forward passes"),
        Law.Parse("flops = achieved * device_hours * 3600"),
        Law.Parse("hardware_flops = hardware_flops_per_token * tokens"),
        Law.Parse("hardware_flops = flops * (3 + recomputed)/3", "a backward pass takes two forward passes"),
        Law.Parse("hardware_flops_per_token = hardware_flops/tokens"),
        Law.Parse("hardware_flops_per_token = flops_per_token * (3 + recomputed)/3", "a backward pass takes two forward passes"),
        Law.Parse("flops_per_token = flops/tokens"),
        Law.Parse("tokens = flops/flops_per_token"),
        Law.Parse("tokens = hardware_flops/hardware_flops_per_token"),
        Law.Parse("tokens = tokens_per_second * duration * 3600"),
        Law.Parse("tokens_per_second = tokens/(duration * 3600)"),
        Law.Parse("tokens_per_second = achieved * devices/flops_per_token"),
        Law.Parse("device_hours = devices * duration"),
        Law.Parse("device_hours = flops/(achieved * 3600)"),
        Law.Parse("device_hours = money/price"),
        Law.Parse("device_hours = it_energy/power"),
        Law.Parse("duration = tokens/tokens_per_second/3600"),
        Law.Parse("duration = device_hours/devices"),
        Law.Parse("devices = device_hours/duration"),
        Law.Parse("achieved = flops/(device_hours * 3600)"),
        Law.Parse("achieved = flops_per_token * tokens_per_second/devices"),
        Law.Parse("achieved = mfu * peak"),
        Law.Parse("achieved = hfu * peak * 3/(3 + recomputed)", "a backward pass takes two forward passes"),
        Law.Parse("mfu = achieved/peak", "Chowdhery et al. 2204.02311, appendix B"),
        Law.Parse("hfu = hardware_flops/(device_hours * 3600 * peak)", "Chowdhery et al. 2204.02311, appendix B"),
        Law.Parse("hfu = mfu * (3 + recomputed)/3", "a backward pass takes two forward passes"),
        Law.Parse("recomputed = 3 * hardware_flops/flops - 3", "a backward pass takes two forward passes"),
        Law.Parse("recomputed = 3 * hfu/mfu - 3", "a backward pass takes two forward passes"),
        Law.Parse("mfu = hfu * 3/(3 + recomputed)", "a backward pass takes two forward passes"),
        Law.Parse("peak = achieved/mfu"),
        Law.Parse("it_energy = device_hours * power", "Patterson et al. 2104.10350"),
        Law.Parse("it_energy = energy/pue"),
        Law.Parse("energy = it_energy * pue", "Patterson et al. 2104.10350"),
        Law.Parse("energy = carbon/carbon_intensity"),
        Law.Parse("power = it_energy/device_hours"),
        Law.Parse("pue = energy/it_energy"),
        Law.Parse("carbon = energy * carbon_intensity", "Patterson et al. 2104.10350"),
        Law.Parse("carbon_intensity = carbon/energy"),
        Law.Parse("money = device_hours * price"),
        Law.Parse("price = money/device_hours"),
    ];
}
