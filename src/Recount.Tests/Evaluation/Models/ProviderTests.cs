using Microsoft.ML.OnnxRuntime;
using Recount.Evaluation.Models;

namespace Recount.Tests.Evaluation.Models;

/// <summary>Which device is taken, and what is said where it is not there.</summary>
public class ProviderTests
{
    private static readonly string[] Processor = ["CPUExecutionProvider"];
    private static readonly string[] Card = ["TensorrtExecutionProvider", "CUDAExecutionProvider", "CPUExecutionProvider"];

    [Theory]
    [InlineData("auto", "auto")]
    [InlineData("cpu", "cpu")]
    [InlineData("cuda", "cuda")]
    [InlineData("cuda:0", "cuda")]
    [InlineData("cuda:3", "cuda:3")]
    [InlineData("cuda:-1", null)]
    [InlineData("gpu", null)]
    [InlineData("cuda:", null)]
    public void A_device_is_read(string text, string? expected) => Assert.Equal(expected, Device.Parse(text)?.ToString());

    [Fact]
    public void Auto_takes_a_card_where_the_runtime_knows_one_and_the_processor_after_it()
    {
        Assert.Equal([new Device.Cuda(0), new Device.Cpu()], Provider.Candidates(new Device.Auto(), Card));
        Assert.Equal([new Device.Cpu()], Provider.Candidates(new Device.Auto(), Processor));
    }

    [Fact]
    public void What_is_asked_for_is_taken_and_nothing_else()
    {
        Assert.Equal([new Device.Cuda(2)], Provider.Candidates(new Device.Cuda(2), Card));
        Assert.Equal([new Device.Cpu()], Provider.Candidates(new Device.Cpu(), Card));
    }

    [Fact]
    public void Asking_for_a_card_without_one_says_what_to_do()
    {
        var missing = Assert.Throws<DeviceMissingException>(() => Provider.Candidates(new Device.Cuda(0), Processor));
        Assert.Contains("CPUExecutionProvider", missing.Message, StringComparison.Ordinal);
        Assert.Contains("-p:UseOnnxRuntimeGpu=true", missing.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_that_does_not_start_is_an_error_and_no_silent_fallback()
    {
        Assert.SkipWhen(OrtEnv.Instance().GetAvailableProviders().Contains(Provider.Cuda) && File.Exists("/dev/nvidiactl"), "this machine has a card");
        var missing = Assert.Throws<DeviceMissingException>(() => Provider.Options(new Device.Cuda(0), 1, true).Dispose());
        Assert.Contains("NVIDIA driver", missing.Advice, StringComparison.Ordinal);
    }
}
