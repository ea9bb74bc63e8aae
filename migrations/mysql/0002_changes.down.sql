-- Takes away: table rx_changes
DROP TABLE `rx_changes`;
