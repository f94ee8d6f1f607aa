-- How this reader's counts are protected. Returns base (counts are whole multiples of it), "delayMonths".
select base, delay_months as "delayMonths" from disclosure_rules
